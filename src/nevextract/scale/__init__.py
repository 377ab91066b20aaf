"""Many documents in shards: each read, extracted and written whole by whoever is free, on this machine or a cluster."""
