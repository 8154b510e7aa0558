from govstats.cli import main

main()
