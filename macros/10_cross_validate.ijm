// Cross-validates label fusions: trains and scores each one on the folds of a dataset, and compares the scores.
//
//   mvn -q compile exec:java -Dexec.args="macros/10_cross_validate.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/10_cross_validate.ijm dataset=FOLDER,task=1,cases=1-29,epochs=150,output=FOLDER"
//
// In the argument commas separate options; write semicolons for commas inside of one, e.g. methods=majority;average, and + in
// lists of cases. An interrupted run resumes when it is started again. Returns the best label fusion in BDice, and prints
// the table.

dataset = option("dataset", "test-images/phantoms");
task    = option("task", "1");
cases   = option("cases", "");
methods = option("methods", "majority;random-rater;average;dice-weighted;majority+boundary(epsilon: 0.5)");
folds   = option("folds", "5");
network = option("network", "unet(encoder: plain, width: 16)");
epochs  = option("epochs", "30");
patch   = option("patch", "0");
seed    = option("seed", "0");
threads = option("threads", "0");
output  = option("output", "target/cross-validation");

setBatchMode(true);
run("Cross-Validate...", "dataset=[" + dataset + "] task=" + task + " cases=" + cases + " folds=" + folds +
	" methods=[" + replace(methods, ";", ",") + "] network=[" + replace(network, ";", ",") + "] epochs=" + epochs +
	" patch=" + patch + " seed=" + seed + " threads=" + threads + " output=[" + output + "]");
print("");
print(File.openAsString(output + "/table.txt"));
best = "";
for (i = nResults - 1; i >= 0; i--)
	if (getResultString("BDice_mark", i) == "best")
		best = getResultLabel(i);
return best;

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
