"""What is shipped beside the code, and :mod:`resources.packaging`, which makes it into a folder to install."""
