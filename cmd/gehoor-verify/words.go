package main

import (
	"strings"

	"github.com/gehoor/gehoor"
)

// code names an answer; stable, for scripts that read --json.
type code string

// What was checked and is right.
const (
	receiptGenuine   code = "receipt.genuine"
	receiptKeeps     code = "receipt.keeps-promise"
	promiseGenuine   code = "promise.genuine"
	promiseDue       code = "promise.due"
	logSound         code = "log.sound"
	logGrew          code = "log.grew"
	copySound        code = "dossier.sound"
	copySigned       code = "dossier.signed"
	copyPartSigned   code = "dossier.part-signed"
	statementGenuine code = "statement.genuine"
	programSame      code = "program.same"
	programBuilt     code = "program.built"
	keysSound        code = "keys.sound"
	keysUnpinned     code = "keys.unpinned"
	keysKept         code = "keys.kept"
	// cosigned is said with one of the others.
	cosigned     code = "cosigned"
	logContinued code = "log.continued"
)

// What was checked and is wrong.
const (
	receiptMalformed   code = "receipt.malformed"
	receiptOtherKey    code = "receipt.other-key"
	receiptChanged     code = "receipt.changed"
	receiptNotInLog    code = "receipt.not-in-log"
	receiptDisagrees   code = "receipt.disagrees"
	receiptAlone       code = "receipt.not-witnessed"
	promiseMalformed   code = "promise.malformed"
	promiseOtherKey    code = "promise.other-key"
	promiseChanged     code = "promise.changed"
	copyMalformed      code = "dossier.malformed"
	copyChanged        code = "dossier.changed"
	copyEvent          code = "dossier.event"
	copyForged         code = "dossier.forged"
	statementMalformed code = "statement.malformed"
	statementOtherKey  code = "statement.other-key"
	statementChanged   code = "statement.changed"
	statementNotInLog  code = "statement.not-in-log"
	statementAlone     code = "statement.not-witnessed"
	logMalformed       code = "log.malformed"
	logOtherKey        code = "log.other-key"
	logChanged         code = "log.changed"
	logIncomplete      code = "log.incomplete"
	logWrongTile       code = "log.wrong-tile"
	logWrongRoot       code = "log.wrong-root"
	logShrunk          code = "log.shrunk"
	logForked          code = "log.forked"
	logAlone           code = "log.not-witnessed"
	logRestored        code = "log.restored"
	logUnexplained     code = "log.unexplained"
	programMalformed   code = "program.malformed"
	programOtherKey    code = "program.other-key"
	programChanged     code = "program.changed"
	programNotInLog    code = "program.not-in-log"
	programAlone       code = "program.not-witnessed"
	programDiffers     code = "program.differs"
	programAsset       code = "program.asset"
	programPolicy      code = "program.policy"
	programPage        code = "program.page"
	programBinary      code = "program.binary"
	keysMalformed      code = "keys.malformed"
	keysOtherKey       code = "keys.other-key"
	keysChanged        code = "keys.changed"
	keysNotInLog       code = "keys.not-in-log"
	keysAlone          code = "keys.not-witnessed"
	keysDiffer         code = "keys.differ"
	keysRoot           code = "keys.root"
	keysUnsigned       code = "keys.unsigned"
	keysIntake         code = "keys.intake"
	keysOlder          code = "keys.older"
	keysForked         code = "keys.forked"
	keysReturned       code = "keys.returned"
	keysOtherLog       code = "keys.other-log"
)

// What could not be checked.
const (
	badUsage       code = "usage"
	badKey         code = "key.malformed"
	badFile        code = "file.unreadable"
	logUnreachable code = "log.unreachable"
	stateForeign   code = "state.foreign"
	stateUnwritten code = "state.unwritten"

	programUnreachable code = "program.unreachable"

	keysUnreachable code = "keys.unreachable"
	keysState       code = "keys.state"
	keysUnwritten   code = "keys.unwritten"
)

// exit is how the program ends after this answer.
func (c code) exit() int {
	switch c {
	case receiptGenuine, receiptKeeps, statementGenuine, copySound, copySigned, copyPartSigned, promiseGenuine, promiseDue, logSound, logGrew, logContinued, programSame, programBuilt, keysSound, keysUnpinned, keysKept, cosigned:
		return exitRight
	case badUsage, badKey, badFile, logUnreachable, stateForeign, stateUnwritten, programUnreachable, keysUnreachable, keysState, keysUnwritten:
		return exitUnchecked
	}
	return exitWrong
}

// words say what was found and what to do next.
type words struct{ say, next string }

// wordsFor finds the words of an answer; a test holds that they are all there.
func wordsFor(c code, lang gehoor.Language) words {
	if lang == gehoor.Dutch {
		return dutch[c]
	}
	return english[c]
}

const (
	sameKeyEN   = "Check the key first: compare it with the one that the organisation publishes outside this server. If the key is right, keep the file and ask the organisation, its works council or a supervisor."
	sameKeyNL   = "Controleer eerst de sleutel. Vergelijk die met de sleutel die de organisatie buiten deze server bekendmaakt. Klopt de sleutel? Bewaar dan het bestand en vraag het de organisatie, de ondernemingsraad of een toezichthouder."
	untouchedEN = "Use the file exactly as you saved it; opening it in an editor can change it. Fetch it again if you can."
	untouchedNL = "Gebruik het bestand precies zoals u het bewaarde. Openen in een tekstverwerker kan het veranderen. Haal het opnieuw op als dat kan."
	keepBothEN  = "Keep both files unchanged: together they show that the log broke its word. Show them to a supervisor or a lawyer whom you trust."
	keepBothNL  = "Bewaar beide bestanden zoals ze zijn. Samen laten ze zien dat het logboek zich niet aan zijn woord hield. Laat ze zien aan een toezichthouder of een advocaat die u vertrouwt."
	keepSiteEN  = "Do not type anything into this site. Try once more; an upgrade may be going on. If it stays so, save what you were served, and tell a supervisor, a journalist or a lawyer whom you trust."
	keepSiteNL  = "Vul op deze site niets in. Probeer het nog een keer: misschien is er net een nieuwe versie. Blijft het zo? Bewaar wat u kreeg en meld het een toezichthouder, een journalist of een advocaat die u vertrouwt."
	tellEN      = "Try once more. If it stays so, tell the organisation and its supervisor, and keep what you have."
	tellNL      = "Probeer het nog een keer. Blijft het zo? Meld het de organisatie en de toezichthouder, en bewaar wat u hebt."
)

const (
	keysTellEN  = "Give nothing to this site. Try once more: a key may just have changed. If it stays so, save what you were served, and tell the organisation by telephone, its supervisor, or a lawyer whom you trust."
	keysTellNL  = "Vul op deze site niets in. Probeer het nog een keer: misschien is er net een sleutel veranderd. Blijft het zo? Bewaar wat u kreeg. Bel de organisatie, of meld het een toezichthouder of een advocaat die u vertrouwt."
	keysProofEN = "What the log signed now is kept in {file}; what it signed before is in the file of your earlier check. " + keepBothEN
	keysProofNL = "Wat het logboek nu tekende, is bewaard in {file}. Wat het eerder tekende, staat in het bestand van uw eerdere controle. " + keepBothNL
)

var english = map[code]words{
	receiptGenuine: {say: "This receipt is genuine.\nThe log {origin} holds, as leaf {index} of {size}, that {org} received a signal on {day} (UTC).\nThe account of that signal has content ID {content}."},
	receiptKeeps:   {say: "This receipt is genuine and keeps the promise.\nThe log {origin} holds, as leaf {index} of {size}, that {org} received a signal on {day} (UTC).\nThe account of that signal has content ID {content}."},
	promiseGenuine: {say: "This promise is genuine.\nThe log {origin} promised on {day} that a proof for content {content} would be there before {before}.", next: "That moment has not come yet. Fetch the receipt after it."},
	promiseDue:     {say: "This promise is genuine.\nThe log {origin} promised on {day} that a proof for content {content} would be there before {before}.", next: "That moment has passed: you can fetch the receipt. If there is none, keep this file: it shows that the log broke its word."},
	logSound:       {say: "This log is what it signed.\n{origin}: the checkpoint covers {size} leaves, all {leaves} were read, and they give the signed root.", next: "Nothing earlier was known to compare with. Use --state FILE, and check again later, to see that nothing is ever changed."},
	logGrew:        {say: "This log is what it signed, and holds all that it held before.\n{origin}: the checkpoint covers {size} leaves, all {leaves} were read, and they give the signed root.\nThe first {earlier} leaves are those of your earlier check."},

	programSame:  {say: "This site serves the program that the log names.\n{origin}: {org} installed version {version} at {since} (UTC). Its file is {binary}.\n{files} files and {pages} pages were compared.", next: "Only what you were served now was compared. Check again from elsewhere, and at other moments."},
	programBuilt: {say: "This program file is the one that the log names.\n{origin}: {org} installed version {version} at {since} (UTC). Its file is {binary}.", next: "Build it yourself from the published source, and compare, to know what it does."},

	copySound:        {say: "This copy of a dossier is whole.\n{files} files are what they were when it was made. {held} of its {leaves} events of {org} are opened, and the log {origin} holds each of them. No event is missing up to the last.", next: "The others are seals only. That the words are those that were sealed is the word of whoever made the copy. Who did what was not looked at: give --root for that."},
	copySigned:       {say: "This copy of a dossier is whole.\n{files} files are what they were when it was made. {held} of its {leaves} events of {org} are opened, and the log {origin} holds each of them. No event is missing up to the last.\nSigned are {authored} of them, each by whoever of staff said it, with a key for which the root vouches, and all messages and notes are.", next: "The others are seals only. That the words are those that were sealed is the word of whoever made the copy."},
	copyPartSigned:   {say: "This copy of a dossier is whole.\n{files} files are what they were when it was made. {held} of its {leaves} events of {org} are opened, and the log {origin} holds each of them. No event is missing up to the last.\n{authored} of these are signed by whoever of staff said them, with a key for which the root vouches. {unsigned} messages, notes or proposals are not signed.", next: "Who had no key to sign with yet signs nothing. Of who had one by then, ask why it is not signed: it is only the server's word that they said it."},
	statementGenuine: {say: "This proof of a destruction is genuine.\nThe log {origin} holds, as leaf {index} of {size}, that {org} destroyed {held} events on {day} (UTC), of what was closed on {since}.\nSelection list: {version}.", next: "Their leaves are still in the log and say nothing. Check the whole log too: gehoor-verify log."},

	cosigned: {say: "Cosigned by {witnesses}: nothing that they had seen in this log was changed or taken out."},

	receiptMalformed:   {"This file is no receipt, or it was changed.", untouchedEN},
	receiptOtherKey:    {"This receipt is not signed with the key that you gave.", sameKeyEN},
	receiptChanged:     {"This receipt was changed after it was signed, or it is not signed with the key that you gave.", untouchedEN},
	receiptNotInLog:    {"This receipt does not prove anything: its path does not lead to the root that the log signed.", untouchedEN},
	receiptDisagrees:   {"Receipt and promise are both genuine, but they are not about the same.", "Check that the two files belong together. If they do: " + strings.ToLower(keepBothEN[:1]) + keepBothEN[1:]},
	receiptAlone:       {"The log signed this receipt, but of the {asked} witnesses that you gave {signed} cosigned it, and you ask for {least}.", "Fetch the receipt again later: a witness that was away cosigns a later checkpoint. If it stays so, ask the witnesses whether they know this log."},
	copyMalformed:      {"{file} is not as a copy of a dossier has it.", "Unpack the copy again, and give the folder in which SHA256SUMS lies."},
	copyChanged:        {"{file} is not what it was when the copy was made, or is not there.", "Unpack the copy again. If it stays so, ask who made it."},
	copyForged:         {"{file} says that somebody of staff said something ({kind}), and they did not sign that.", "Keep the copy unchanged, and ask the organisation. Either the copy was changed, or somebody put words in a colleague's mouth. Is the root the right one?"},
	copyEvent:          {"{file} does not prove what the copy says of it.", sameKeyEN},
	statementMalformed: {"This file is no proof of a destruction, or it was changed.", untouchedEN},
	statementOtherKey:  {"This proof is not signed with the key that you gave.", sameKeyEN},
	statementChanged:   {"This proof was changed after it was signed, or it is not signed with the key that you gave.", untouchedEN},
	statementNotInLog:  {"This proof does not prove anything: its path does not lead to the root that the log signed.", untouchedEN},
	statementAlone:     {"The log signed this proof, but of the {asked} witnesses that you gave {signed} cosigned it, and you ask for {least}.", "Fetch it again later: a witness that was away cosigns a later checkpoint. If it stays so, ask the witnesses whether they know this log."},
	promiseMalformed:   {"This file is no promise, or it was changed.", untouchedEN},
	promiseOtherKey:    {"This promise is not signed with the key that you gave.", sameKeyEN},
	promiseChanged:     {"This promise was changed after it was signed, or it is not signed with the key that you gave.", untouchedEN},

	logMalformed:   {"What the log shows as its checkpoint is none.", tellEN},
	logOtherKey:    {"The checkpoint of this log is not signed with the key that you gave.", "Check that key and address belong together. " + sameKeyEN},
	logChanged:     {"The signature of the checkpoint does not fit.", tellEN},
	logIncomplete:  {"The log does not show {file}, which its checkpoint covers.", tellEN},
	logWrongTile:   {"{file} does not fit the entries of the log, or is no tile at all.", tellEN},
	logWrongRoot:   {"The entries of the log do not give the root that it signed for {size} leaves.", tellEN},
	logShrunk:      {"The log has become smaller: it had {earlier} leaves at your earlier check, and now shows {size}.", "The checkpoint that it shows now is kept in {file}. " + keepBothEN},
	logForked:      {"The log has changed its past: its first {earlier} leaves are not those of your earlier check.", "The checkpoint that it shows now is kept in {file}. " + keepBothEN},
	logAlone:       {"The log signed its checkpoint, but of the {asked} witnesses that you gave {signed} cosigned it, and you ask for {least}.", "Try again in a few minutes. If it stays so, ask the witnesses what they have seen: a log that they do not cosign can show you something else than others."},
	logContinued:   {say: "This log is what it signed, and goes on for the log of your earlier check.\n{origin}: the checkpoint covers {size} leaves, all {leaves} were read, and they give the signed root.\nThe database was put back from a backup; leaf {index} of {day} says so. The first {earlier} leaves are those of your earlier check.", next: "Your earlier checkpoint is kept in {file}. From now on give only the new key."},
	logRestored:    {"The log goes on for that of your earlier check, and a part of that is missing.\nThe database was put back from a backup; leaf {index} of {day} says so. Of the {earlier} leaves of your earlier check the first {held} are there, and {lost} are lost.", "Your earlier checkpoint is kept in {file}. Ask the organisation what was lost, and why. A receipt for something that was lost still proves that it was received."},
	logUnexplained: {"This is another log than that of your earlier check, and it does not say that it goes on for it.", "Check that address and keys belong together. If they do: " + strings.ToLower(tellEN[:1]) + tellEN[1:]},

	programMalformed: {"What the site shows as the proof of its program is none.", tellEN},
	programOtherKey:  {"The proof of this program is not signed with the key that you gave.", "Check that key and site belong together. " + sameKeyEN},
	programChanged:   {"The proof of this program was changed after it was signed, or it is not signed with the key that you gave.", tellEN},
	programNotInLog:  {"The proof of this program proves nothing: its path does not lead to the root that the log signed.", tellEN},
	programAlone:     {"The log signed which program this is, but of the {asked} witnesses that you gave {signed} cosigned it, and you ask for {least}.", "Try again in a few minutes. If it stays so, ask the witnesses what they have seen."},
	programDiffers:   {"The site says that it is another program than the log names: {file} does not fit the proof.", keepSiteEN},
	programAsset:     {"{file} is not the file that the log names for version {version}, or is not there.", keepSiteEN},
	programPolicy:    {"The page {file} has another policy than the program that the log names: it may load other things.", keepSiteEN},
	programPage:      {"The page {file} loads something that is not of the program that the log names, or is not there.", keepSiteEN},
	programBinary:    {"{file} is not the program file that the log names for version {version}. That one is {binary}.", "Check that version and platform are the same. If they are, ask the organisation which program it runs."},

	keysSound:     {say: "These keys are those that the log names, and the root that you gave signed each of them.\n{origin}: {org} stated {keys} keys at {since} (UTC), as list number {edition}.\nOf {pages} offices it was compared what a reporter's browser is given.", next: "Nothing earlier was known to compare with: an older list would not be noticed. Use --state FILE, and check again later. Who has a key of their own in the list can say whether it is the last one."},
	keysUnpinned:  {say: "These keys are those that the log names, and one root signed each of them.\n{origin}: {org} stated {keys} keys at {since} (UTC), as list number {edition}.\nOf {pages} offices it was compared what a reporter's browser is given.\nThe root's number is {number}.", next: "Compare that number with the one that the organisation publishes outside this server, or give it with --root. Use --state FILE to notice an older list at the next check."},
	keysKept:      {say: "These keys are those that the log names, none is older than at your earlier check, and one root signed each of them.\n{origin}: {org} stated {keys} keys at {since} (UTC), as list number {edition}; at your earlier check it was number {earlier}.\nOf {pages} offices it was compared what a reporter's browser is given.\nThe root's number is {number}.", next: "If you did not give the root with --root, compare that number with the one that the organisation publishes outside this server."},
	keysMalformed: {"What the site shows as the proof of its keys is none.", tellEN},
	keysOtherKey:  {"The proof of these keys is not signed with the key that you gave.", "Check that key and site belong together. " + sameKeyEN},
	keysChanged:   {"The proof of these keys was changed after it was signed, or it is not signed with the key that you gave.", tellEN},
	keysNotInLog:  {"The proof of these keys proves nothing: its path does not lead to the root that the log signed.", tellEN},
	keysAlone:     {"The log signed which keys there are, but of the {asked} witnesses that you gave {signed} cosigned it, and you ask for {least}.", "Try again in a few minutes. If it stays so, ask the witnesses what they have seen."},
	keysDiffer:    {"The list of keys is another than the log names: {file} does not fit.", keysTellEN},
	keysRoot:      {"These keys are signed by another root than you gave: its number is {number}. No signature leads from yours to it.", "Ask the organisation by telephone whether its root was replaced, and compare the number. Until then give nothing to this site."},
	keysUnsigned:  {"The root did not sign the key of {file} for that person, or it is the key of somebody else too.", keysTellEN},
	keysIntake:    {"A reporter's browser is given other keys than the list has, for a signal about {file}.", keysTellEN},
	keysOlder:     {"This list of keys is older than that of your earlier check: it is number {edition}, and you had seen {earlier}.", keysProofEN},
	keysForked:    {"The log names two lists of keys for the same place: number {edition} does not follow number {earlier} of your earlier check.", keysProofEN},
	keysReturned:  {"A key that was replaced is in the list again, or somebody has an older key than at your earlier check.", keysProofEN},
	keysOtherLog:  {"This list is of another log than that of your earlier check.", "Check that address and file belong together. After a backup was put back a log goes on under another name: check that with gehoor-verify log, and begin with a new file here. What you were served is kept in {file}."},

	badUsage:           {"The command is not complete or not right.", "See gehoor-verify --help."},
	badKey:             {"The key of the log, of a witness or of the root cannot be read.", "Give it as name+hash+base64, in quotes, or as @FILE; the root may be its number of thirty digits."},
	badFile:            {"{file} cannot be read.", "Check the name, and that it is the file of at most a few hundred kilobytes that you saved."},
	programUnreachable: {"What the site serves cannot be read now.", "Check the address (of the site itself, not of a page) and the connection. A site that was started a moment ago has its proof with the next checkpoint."},

	logUnreachable: {"The log cannot be read now.", "Check the address (it ends before /checkpoint) and the connection, and try again later."},
	stateForeign:   {"{file} is no checkpoint of this log, signed with this key.", "Give the file of your earlier check. If it was changed, remove it and begin again: then only the present is checked."},
	stateUnwritten: {"The log is right, but {file} could not be written.", "Check the folder, and run the check again."},

	keysUnreachable: {"The list of keys cannot be read now.", "Check the address (of the site itself, not of a page) and the connection. A list that was stated a moment ago has its proof with the next checkpoint; a site that takes no signals has none."},
	keysState:       {"{file} is not what an earlier check of keys wrote.", "Give the file of your earlier check. If it was changed, remove it and begin again: then only the present is checked."},
	keysUnwritten:   {"The keys are right, but {file} could not be written.", "Check the folder, and run the check again."},
}

var dutch = map[code]words{
	receiptGenuine: {say: "Dit bewijs van ontvangst is echt.\nIn het logboek {origin} staat, als nummer {index} van {size}, dat {org} op {day} (UTC) een signaal ontving.\nHet verhaal bij dat signaal heeft kenmerk {content}."},
	receiptKeeps:   {say: "Dit bewijs van ontvangst is echt. De belofte is nagekomen.\nIn het logboek {origin} staat, als nummer {index} van {size}, dat {org} op {day} (UTC) een signaal ontving.\nHet verhaal bij dat signaal heeft kenmerk {content}."},
	promiseGenuine: {say: "Deze belofte is echt.\nHet logboek {origin} beloofde op {day} een bewijs voor het verhaal met kenmerk {content}, vóór {before}.", next: "Dat moment is nog niet geweest. Haal het bewijs daarna op."},
	promiseDue:     {say: "Deze belofte is echt.\nHet logboek {origin} beloofde op {day} een bewijs voor het verhaal met kenmerk {content}, vóór {before}.", next: "Dat moment is voorbij: u kunt het bewijs ophalen. Is er geen? Bewaar dan dit bestand. Het laat zien dat het logboek zich niet aan zijn woord hield."},
	logSound:       {say: "Dit logboek klopt met zijn handtekening.\n{origin}: getekend voor {size} regels. Alle {leaves} zijn gelezen en ze kloppen met de handtekening.", next: "Er was nog niets om mee te vergelijken. Gebruik --state BESTAND en controleer later opnieuw. Dan ziet u of er nooit iets verandert."},
	logGrew:        {say: "Dit logboek klopt met zijn handtekening. Alles wat er eerder in stond, staat er nog.\n{origin}: getekend voor {size} regels. Alle {leaves} zijn gelezen en ze kloppen met de handtekening.\nDe eerste {earlier} regels zijn die van uw eerdere controle."},

	programSame:  {say: "Deze site geeft het programma dat in het logboek staat.\n{origin}: {org} installeerde versie {version} op {since} (UTC). Het bestand daarvan is {binary}.\n{files} bestanden en {pages} pagina's zijn vergeleken.", next: "Alleen wat u nu kreeg, is vergeleken. Controleer het ook vanaf een andere plek en op andere momenten."},
	programBuilt: {say: "Dit programmabestand is het bestand dat in het logboek staat.\n{origin}: {org} installeerde versie {version} op {since} (UTC). Het bestand daarvan is {binary}.", next: "Bouw het zelf uit de openbare broncode en vergelijk. Dan weet u wat het doet."},

	copySound:        {say: "Deze kopie van een dossier is heel.\n{files} bestanden zijn zoals toen zij werd gemaakt. Van de {leaves} gebeurtenissen van {org} staan er {held} open, en elk daarvan staat in het logboek {origin}. Tot de laatste ontbreekt er geen.", next: "Van de andere is er alleen een zegel. Dat de woorden dezelfde zijn als die verzegeld werden, zegt degene die de kopie maakte. Naar wie wat deed, is niet gekeken. Geef daarvoor --root."},
	copySigned:       {say: "Deze kopie van een dossier is heel.\n{files} bestanden zijn zoals toen zij werd gemaakt. Van de {leaves} gebeurtenissen van {org} staan er {held} open, en elk daarvan staat in het logboek {origin}. Tot de laatste ontbreekt er geen.\nOndertekend zijn er {authored}, elk door de medewerker die het zei, met een sleutel die de stamsleutel kent. Geen bericht of notitie is niet ondertekend.", next: "Van de andere is er alleen een zegel. Dat de woorden dezelfde zijn als die verzegeld werden, zegt degene die de kopie maakte."},
	copyPartSigned:   {say: "Deze kopie van een dossier is heel.\n{files} bestanden zijn zoals toen zij werd gemaakt. Van de {leaves} gebeurtenissen van {org} staan er {held} open, en elk daarvan staat in het logboek {origin}. Tot de laatste ontbreekt er geen.\n{authored} daarvan zijn ondertekend door de medewerker die het zei, met een sleutel die de stamsleutel kent. {unsigned} berichten, notities of voorstellen zijn niet ondertekend.", next: "Wie nog geen sleutel had om mee te ondertekenen, ondertekent niets. Had iemand die wel? Vraag dan waarom het niet ondertekend is: dat die persoon het zei, is dan alleen het woord van de server."},
	statementGenuine: {say: "Dit bewijs van een vernietiging is echt.\nIn het logboek {origin} staat, als nummer {index} van {size}, dat {org} op {day} (UTC) {held} gebeurtenissen vernietigde, van iets dat op {since} gesloten was.\nSelectielijst: {version}.", next: "Hun regels staan nog in het logboek en zeggen niets. Controleer ook het hele logboek: gehoor-verify log."},

	cosigned: {say: "Ook getekend door {witnesses}: in wat zij eerder van dit logboek zagen, was niets veranderd of weggehaald."},

	receiptMalformed:   {"Dit bestand is geen bewijs van ontvangst, of het is veranderd.", untouchedNL},
	receiptOtherKey:    {"Dit bewijs is niet getekend met de sleutel die u gaf.", sameKeyNL},
	receiptChanged:     {"Dit bewijs is veranderd na het tekenen, of het is niet getekend met de sleutel die u gaf.", untouchedNL},
	receiptNotInLog:    {"Dit bewijs bewijst niets: het klopt niet met wat het logboek tekende.", untouchedNL},
	receiptDisagrees:   {"Bewijs en belofte zijn allebei echt, maar gaan niet over hetzelfde.", "Controleer of de twee bestanden bij elkaar horen. Is dat zo? " + keepBothNL},
	receiptAlone:       {"Het logboek tekende dit bewijs. Van de {asked} getuigen die u gaf, tekenden er {signed}. U vraagt er {least}.", "Haal het bewijs later opnieuw op: een getuige die er niet was, tekent een volgende keer. Blijft het zo? Vraag de getuigen of zij dit logboek kennen."},
	copyMalformed:      {"{file} is niet zoals het in een kopie van een dossier hoort.", "Pak de kopie opnieuw uit, en geef de map waarin SHA256SUMS staat."},
	copyChanged:        {"{file} is niet meer zoals toen de kopie werd gemaakt, of is er niet.", "Pak de kopie opnieuw uit. Blijft het zo? Vraag het degene die haar maakte."},
	copyForged:         {"In {file} staat dat een medewerker iets zei ({kind}), en die heeft dat niet ondertekend.", "Bewaar de kopie zoals zij is, en vraag de organisatie ernaar. Of de kopie is veranderd, of iemand legde een collega woorden in de mond. Is de stamsleutel de goede?"},
	copyEvent:          {"{file} bewijst niet wat de kopie erover zegt.", sameKeyNL},
	statementMalformed: {"Dit bestand is geen bewijs van een vernietiging, of het is veranderd.", untouchedNL},
	statementOtherKey:  {"Dit bewijs is niet getekend met de sleutel die u gaf.", sameKeyNL},
	statementChanged:   {"Dit bewijs is veranderd na het tekenen, of het is niet getekend met de sleutel die u gaf.", untouchedNL},
	statementNotInLog:  {"Dit bewijs bewijst niets: het klopt niet met wat het logboek tekende.", untouchedNL},
	statementAlone:     {"Het logboek tekende dit bewijs. Van de {asked} getuigen die u gaf, tekenden er {signed}. U vraagt er {least}.", "Haal het bewijs later opnieuw op: een getuige die er niet was, tekent een volgende keer. Blijft het zo? Vraag de getuigen of zij dit logboek kennen."},
	promiseMalformed:   {"Dit bestand is geen belofte, of het is veranderd.", untouchedNL},
	promiseOtherKey:    {"Deze belofte is niet getekend met de sleutel die u gaf.", sameKeyNL},
	promiseChanged:     {"Deze belofte is veranderd na het tekenen, of is niet getekend met de sleutel die u gaf.", untouchedNL},

	logMalformed:   {"Het logboek toont geen goede tussenstand.", tellNL},
	logOtherKey:    {"De tussenstand van dit logboek is niet getekend met de sleutel die u gaf.", "Controleer of sleutel en adres bij elkaar horen. " + sameKeyNL},
	logChanged:     {"De handtekening onder de tussenstand klopt niet.", tellNL},
	logIncomplete:  {"Het logboek toont {file} niet, terwijl het daarvoor tekende.", tellNL},
	logWrongTile:   {"{file} klopt niet met de regels van het logboek, of is iets anders.", tellNL},
	logWrongRoot:   {"De regels van het logboek kloppen niet met de handtekening voor {size} regels.", tellNL},
	logShrunk:      {"Het logboek is kleiner geworden. Bij uw eerdere controle had het {earlier} regels, nu {size}.", "De tussenstand van nu is bewaard in {file}. " + keepBothNL},
	logForked:      {"Het logboek heeft zijn verleden veranderd: de eerste {earlier} regels zijn niet die van uw eerdere controle.", "De tussenstand van nu is bewaard in {file}. " + keepBothNL},
	logAlone:       {"Het logboek tekende zijn tussenstand. Van de {asked} getuigen die u gaf, tekenden er {signed}. U vraagt er {least}.", "Probeer het over een paar minuten opnieuw. Blijft het zo? Vraag de getuigen wat zij zagen. Een logboek dat zij niet tekenen, kan u iets anders laten zien dan anderen."},
	logContinued:   {say: "Dit logboek klopt met zijn handtekening. Het gaat verder waar het logboek van uw eerdere controle ophield.\n{origin}: getekend voor {size} regels. Alle {leaves} zijn gelezen en ze kloppen met de handtekening.\nDe gegevens zijn teruggezet uit een reservekopie. Regel {index} van {day} zegt dat. De eerste {earlier} regels zijn die van uw eerdere controle.", next: "De tussenstand van uw eerdere controle is bewaard in {file}. Geef voortaan alleen de nieuwe sleutel."},
	logRestored:    {"Dit logboek gaat verder voor dat van uw eerdere controle, maar er ontbreekt een stuk.\nDe gegevens zijn teruggezet uit een reservekopie. Regel {index} van {day} zegt dat. Van de {earlier} regels van uw eerdere controle zijn de eerste {held} er nog. Er zijn er {lost} verloren.", "De tussenstand van uw eerdere controle is bewaard in {file}. Vraag de organisatie wat er verloren is, en waarom. Een bewijs van ontvangst van iets dat verloren is, bewijst nog steeds dat het ontvangen is."},
	logUnexplained: {"Dit is een ander logboek dan dat van uw eerdere controle. Het zegt niet dat het daarvoor verder gaat.", "Controleer of adres en sleutels bij elkaar horen. Is dat zo? " + tellNL},

	programMalformed: {"De site toont geen goed bewijs van zijn programma.", tellNL},
	programOtherKey:  {"Het bewijs van dit programma is niet getekend met de sleutel die u gaf.", "Controleer of sleutel en site bij elkaar horen. " + sameKeyNL},
	programChanged:   {"Het bewijs van dit programma is veranderd na het tekenen, of is niet getekend met de sleutel die u gaf.", tellNL},
	programNotInLog:  {"Het bewijs van dit programma bewijst niets: het klopt niet met wat het logboek tekende.", tellNL},
	programAlone:     {"Het logboek tekende welk programma dit is. Van de {asked} getuigen die u gaf, tekenden er {signed}. U vraagt er {least}.", "Probeer het over een paar minuten opnieuw. Blijft het zo? Vraag de getuigen wat zij zagen."},
	programDiffers:   {"De site zegt een ander programma te zijn dan in het logboek staat: {file} klopt niet met het bewijs.", keepSiteNL},
	programAsset:     {"{file} is niet het bestand dat in het logboek staat bij versie {version}, of het is er niet.", keepSiteNL},
	programPolicy:    {"De pagina {file} heeft andere regels dan het programma in het logboek, en kan dus andere dingen laden.", keepSiteNL},
	programPage:      {"De pagina {file} laadt iets dat niet bij het programma in het logboek hoort, of is er niet.", keepSiteNL},
	programBinary:    {"{file} is niet het programmabestand dat in het logboek staat bij versie {version}. Dat is {binary}.", "Controleer of versie en platform gelijk zijn. Is dat zo? Vraag de organisatie welk programma er draait."},

	keysSound:     {say: "Deze sleutels zijn die uit het logboek. De hoofdsleutel die u gaf, tekende ze allemaal.\n{origin}: {org} legde op {since} (UTC) {keys} sleutels vast, als lijst nummer {edition}.\nVoor {pages} functies is vergeleken wat de browser van een melder krijgt.", next: "Er was nog niets om mee te vergelijken: een oudere lijst zou niet opvallen. Gebruik --state BESTAND en controleer later opnieuw. Wie zelf een sleutel in de lijst heeft, kan zeggen of het de laatste is."},
	keysUnpinned:  {say: "Deze sleutels zijn die uit het logboek. Eén hoofdsleutel tekende ze allemaal.\n{origin}: {org} legde op {since} (UTC) {keys} sleutels vast, als lijst nummer {edition}.\nVoor {pages} functies is vergeleken wat de browser van een melder krijgt.\nHet nummer van de hoofdsleutel is {number}.", next: "Vergelijk dat nummer met het nummer dat de organisatie buiten deze server bekendmaakt, of geef het met --root. Gebruik --state BESTAND. Dan valt een oudere lijst de volgende keer op."},
	keysKept:      {say: "Deze sleutels zijn die uit het logboek. Geen ervan is ouder dan bij uw eerdere controle, en één hoofdsleutel tekende ze allemaal.\n{origin}: {org} legde op {since} (UTC) {keys} sleutels vast, als lijst nummer {edition}. Bij uw eerdere controle was het nummer {earlier}.\nVoor {pages} functies is vergeleken wat de browser van een melder krijgt.\nHet nummer van de hoofdsleutel is {number}.", next: "Gaf u de hoofdsleutel niet met --root? Vergelijk dan dat nummer met het nummer dat de organisatie buiten deze server bekendmaakt."},
	keysMalformed: {"De site toont geen goed bewijs van haar sleutels.", tellNL},
	keysOtherKey:  {"Het bewijs van deze sleutels is niet getekend met de sleutel die u gaf.", "Controleer of sleutel en site bij elkaar horen. " + sameKeyNL},
	keysChanged:   {"Het bewijs van deze sleutels is veranderd na het tekenen, of is niet getekend met de sleutel die u gaf.", tellNL},
	keysNotInLog:  {"Het bewijs van deze sleutels bewijst niets: het klopt niet met wat het logboek tekende.", tellNL},
	keysAlone:     {"Het logboek tekende welke sleutels er zijn. Van de {asked} getuigen die u gaf, tekenden er {signed}. U vraagt er {least}.", "Probeer het over een paar minuten opnieuw. Blijft het zo? Vraag de getuigen wat zij zagen."},
	keysDiffer:    {"De lijst van sleutels is een andere dan in het logboek staat: {file} klopt niet.", keysTellNL},
	keysRoot:      {"Deze sleutels zijn getekend met een andere hoofdsleutel dan u gaf. Het nummer daarvan is {number}. Geen handtekening leidt van de uwe daarheen.", "Bel de organisatie en vraag of de hoofdsleutel vervangen is. Vergelijk het nummer. Vul tot dan niets in op deze site."},
	keysUnsigned:  {"De hoofdsleutel tekende de sleutel van {file} niet voor die persoon, of het is ook de sleutel van een ander.", keysTellNL},
	keysIntake:    {"De browser van een melder krijgt andere sleutels dan in de lijst staan, voor een signaal over {file}.", keysTellNL},
	keysOlder:     {"Deze lijst van sleutels is ouder dan die van uw eerdere controle. Dit is nummer {edition}, en u had {earlier} gezien.", keysProofNL},
	keysForked:    {"Het logboek noemt twee lijsten voor dezelfde plaats: nummer {edition} volgt niet op nummer {earlier} van uw eerdere controle.", keysProofNL},
	keysReturned:  {"Een sleutel die vervangen was, staat weer in de lijst, of iemand heeft een oudere sleutel dan bij uw eerdere controle.", keysProofNL},
	keysOtherLog:  {"Deze lijst is van een ander logboek dan die van uw eerdere controle.", "Controleer of adres en bestand bij elkaar horen. Na het terugzetten van een reservekopie gaat een logboek verder onder een andere naam. Controleer dat met gehoor-verify log, en begin hier met een nieuw bestand. Wat u kreeg, is bewaard in {file}."},

	badUsage:           {"De opdracht is niet volledig of niet goed.", "Zie gehoor-verify --help."},
	badKey:             {"De sleutel van het logboek, van een getuige of de hoofdsleutel is niet te lezen.", "Geef de sleutel als naam+getal+base64 tussen aanhalingstekens, of als @BESTAND. Van de hoofdsleutel mag het ook het nummer van dertig cijfers zijn."},
	badFile:            {"{file} is niet te lezen.", "Controleer de naam. Het is het bestand dat u bewaarde, van hooguit een paar honderd kilobyte."},
	programUnreachable: {"Wat de site geeft, is nu niet te lezen.", "Controleer het adres (van de site zelf, niet van een pagina) en de verbinding. Is de site net gestart? Dan komt het bewijs bij de volgende tussenstand."},

	logUnreachable: {"Het logboek is nu niet te lezen.", "Controleer het adres (het eindigt vóór /checkpoint) en de verbinding. Probeer het later opnieuw."},
	stateForeign:   {"{file} is geen tussenstand van dit logboek, getekend met deze sleutel.", "Geef het bestand van uw eerdere controle. Is het veranderd? Haal het dan weg en begin opnieuw. Dan wordt alleen het heden gecontroleerd."},
	stateUnwritten: {"Het logboek klopt, maar {file} kon niet worden geschreven.", "Controleer de map en doe de controle opnieuw."},

	keysUnreachable: {"De lijst van sleutels is nu niet te lezen.", "Controleer het adres (van de site zelf, niet van een pagina) en de verbinding. Is er net iets veranderd? Dan komt het bewijs bij de volgende tussenstand. Een site die geen signalen aanneemt, heeft geen lijst."},
	keysState:       {"{file} is niet wat een eerdere controle van sleutels schreef.", "Geef het bestand van uw eerdere controle. Is het veranderd? Haal het dan weg en begin opnieuw. Dan wordt alleen het heden gecontroleerd."},
	keysUnwritten:   {"De sleutels kloppen, maar {file} kon niet worden geschreven.", "Controleer de map en doe de controle opnieuw."},
}
