// How many raters are needed? Compares the fusion of k raters with the fusion of all raters, or of held-out raters.
//
//   mvn -q compile exec:java -Dexec.args="macros/05_how_many_raters.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/05_how_many_raters.ijm dataset=FOLDER,task=1,cases=1-20,against=held-out,output=FILE"
//
// Prints a line per number of raters and saves the plot beside the table. Returns the Dice of a single rater.

dataset = option("dataset", "test-images/phantoms");
task    = option("task", "");
cases   = option("cases", "1-6");
method  = option("method", "average");
against = option("against", "all");
draws   = option("draws", "20");
output  = option("output", "target/how-many-raters.csv");

setBatchMode(true);
run("How Many Raters...", "dataset=[" + dataset + "] task=[" + task + "] cases=[" + cases + "] method=[" + method +
	"] against=" + against + " draws=" + draws + " output=[" + output + "] overwrite=true");
saveAs("PNG", replace(output, ".csv", "") + ".png");
for (i = 0; i < nResults; i++)
	print(getResult("Raters", i) + " raters: Dice " + d2s(getResult("Dice", i), 2) + ", BDice " + d2s(getResult("BDice", i), 2) +
		", soft error " + d2s(getResult("Soft_error", i), 2));
return d2s(getResult("Dice", 0), 2);

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
