"""Inputs and the graph that is there → what a build has to do."""
