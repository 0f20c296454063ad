"""The pages of the window, one module (or folder) each; `page_list` in the package above says which there are."""
