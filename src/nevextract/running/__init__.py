"""Many documents in worker processes: each in its own guard, results in the order of the inputs."""
