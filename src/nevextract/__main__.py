"""`python -m nevextract`."""

from nevextract.cli import main

if __name__ == "__main__":
    main()
