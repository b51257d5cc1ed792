"""Documents → extractions, claims and quads, shard by shard, in this process or in many."""
