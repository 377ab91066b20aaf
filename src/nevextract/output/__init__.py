"""Write records: json, jsonl, csv and table, and the JSON Schema of them."""
