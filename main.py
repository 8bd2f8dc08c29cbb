"""Start the program: hands over to the command line. A process that a window begins beside itself loads it, too."""

import sys

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # here begins and ends such a process of a built program
    from outreach.starting import main

    main()
