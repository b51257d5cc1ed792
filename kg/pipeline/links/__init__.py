"""What all shards show → the links between papers, anew or out of those before."""
