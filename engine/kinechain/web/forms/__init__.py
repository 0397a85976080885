"""What each page takes, and what is wrong with it in words."""
