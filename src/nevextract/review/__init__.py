"""Read results back, compare them, and tell what they hold."""
