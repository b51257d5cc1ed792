"""claimgraph: from machine-learning papers to the graph of what they claim."""
