// Checks a dataset: identical raters, wrong objects, empty masks, inverted masks.
//
//   mvn -q compile exec:java -Dexec.args="macros/06_check_dataset.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/06_check_dataset.ijm dataset=FOLDER,task=1,cases=1-5,polarity=auto,output=FILE"
//
// Returns the number of findings, and prints them.

dataset  = option("dataset", "test-images/phantoms");
task     = option("task", "");
cases    = option("cases", "");
polarity = option("polarity", "default");
output   = option("output", "target/findings.csv");

run("Check Dataset...", "dataset=[" + dataset + "] task=[" + task + "] cases=[" + cases + "] polarity=" + polarity +
	" output=[" + output + "] overwrite=true");
rows = split(File.openAsString(output), "\n");
for (i = 0; i < rows.length; i++)
	print(rows[i]);
return "" + (rows.length - 1);

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
