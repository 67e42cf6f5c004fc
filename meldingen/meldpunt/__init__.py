"""The public side: what anybody sees who reports something, without an account, in their own language."""
