package main

// commands are what the program can do.
type commands struct {
	Demo    demoCommand    `cmd:"" help:"Start Gehoor for a municipality that does not exist, with people and signals to try."`
	Init    initCommand    `cmd:"" help:"Begin an organisation: a data folder with its keys, and a database."`
	Staff   staffCommand   `cmd:"" help:"Say who works with Gehoor; invite people, and take in their keys."`
	Root    rootCommand    `cmd:"" help:"Make the root key, and sign with it, on a machine that is no server."`
	Serve   serveCommand   `cmd:"" help:"Serve an organisation."`
	Witness witnessCommand `cmd:"" help:"Watch over the logs of others, and cosign their checkpoints."`
	Check   checkCommand   `cmd:"" help:"Say whether an installation is as it must be: log, keys, holders, lists."`
	Mail    mailCommand    `cmd:"" help:"See what mail could not be delivered, try it again, send a test, set what mails say."`
	Replay  replayCommand  `cmd:"" help:"Rebuild every list from the events and compare it with what is stored."`
	Bench   benchCommand   `cmd:"" help:"Measure this machine, and Gehoor on it."`
	Version versionCommand `cmd:"" help:"Say which program this is."`

	DemoSeed seedCommand `cmd:"" hidden:"" help:"Fill a new data folder; demo runs this in a process that ends."`
}
