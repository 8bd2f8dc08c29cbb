"""Queries on paper: figures in, accessible PDF bytes out."""
