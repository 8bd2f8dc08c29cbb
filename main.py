"""Start the program: hands over to the command line."""

from outreach.cli import main

main()
