"""The quads of a build → its store, anew or out of the one before."""
