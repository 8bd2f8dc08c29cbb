"""The pages of the window, one module each; :mod:`outreach.ui.places` names them."""
