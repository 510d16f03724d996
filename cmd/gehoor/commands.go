package main

import "github.com/alecthomas/kong"

// commands are what the program can do.
type commands struct {
	Config kong.ConfigFlag `env:"-" placeholder:"FILE" help:"A file of flags: YAML with their names. The command line, the environment and credentials come before it."`

	Demo      demoCommand      `cmd:"" help:"Start Gehoor for a municipality that does not exist, with people and signals to try."`
	Init      initCommand      `cmd:"" help:"Begin an organisation: a data folder with its keys, and a database."`
	Staff     staffCommand     `cmd:"" help:"Say who works with Gehoor; invite people, and take in their keys."`
	Intake    intakeCommand    `cmd:"" help:"Take real signals in, or no more."`
	Root      rootCommand      `cmd:"" help:"Make the root key, and sign with it, on a machine that is no server."`
	Serve     serveCommand     `cmd:"" help:"Serve an organisation."`
	Witness   witnessCommand   `cmd:"" help:"Watch over the logs of others, and cosign their checkpoints."`
	Ready     readyCommand     `cmd:"" help:"Ask a running server whether it is ready, and end with 0 if it is."`
	Check     checkCommand     `cmd:"" help:"Say whether an installation is as it must be: log, keys, holders, lists."`
	Mail      mailCommand      `cmd:"" help:"See what mail could not be delivered, try it again, send a test, set what mails say."`
	Webhook   webhookCommand   `cmd:"" help:"See the key that signs events to webhooks, and send a test."`
	Retention retentionCommand `cmd:"" help:"How long what is kept, and what was destroyed."`
	Backup    backupCommand    `cmd:"" help:"Take a backup, beside a server that goes on."`
	Restore   restoreCommand   `cmd:"" help:"Put a backup back into an empty place, and open a new log."`
	Replay    replayCommand    `cmd:"" help:"Rebuild every list from the events and compare it with what is stored."`
	Bench     benchCommand     `cmd:"" help:"Measure this machine, and Gehoor on it."`
	Version   versionCommand   `cmd:"" help:"Say which program this is."`

	Questionnaire questionnaireCommand `cmd:"" help:"See, check and choose what reporters are asked."`
	Rehearse      rehearseCommand      `cmd:"" help:"Play stories in a municipality that does not exist, and say what happens and whether it is as they say."`
	Protocol      protocolCommand      `cmd:"" help:"Check a protocol, and see what it can name: facts, terms of the law, keys."`

	Reference referenceCommand `cmd:"" hidden:"" help:"Print every command and flag, as Markdown or as a man page."`

	DemoSeed seedCommand `cmd:"" hidden:"" help:"Fill a new data folder; demo runs this in a process that ends."`
}
