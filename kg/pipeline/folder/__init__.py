"""The folder of a graph: builds in it, their files, and which is the current one."""
