// Compares several methods with significance tests: a table, a box plot and a critical difference diagram.
//
//   mvn -q compile exec:java -Dexec.args="macros/09_compare_methods.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/09_compare_methods.ijm scores=FILE.csv,metric=Dice,test=wilcoxon,output=FILE.md"
//
// The scores are a CSV file method,case,... with one row per method and case; without one, some are made up. Returns the best
// method in the metric, and prints the rank of each method.

scores     = option("scores", "");
metric     = option("metric", "Dice");
how        = option("test", "bootstrap");
correction = option("correction", "holm");
output     = option("output", "target/comparison.md");

if (scores == "") {
	scores = "target/made-up-scores.csv";
	File.makeDirectory("target");
	File.saveString(madeUp(), scores);
}
setBatchMode(true);
run("Compare Methods...", "table=[" + scores + "] metric=[" + metric + "] test=[" + how + "] correction=" + correction +
	" output=[" + output + "] overwrite=true");
best = "";
for (i = 0; i < nResults; i++) {
	print(getResultLabel(i) + ": " + metric + " " + d2s(getResult(metric, i), 2) + " (" + d2s(getResult(metric + "_from", i), 2) +
		" to " + d2s(getResult(metric + "_to", i), 2) + "), " + getResultString(metric + "_mark", i));
	if (getResultString(metric + "_mark", i) == "best")
		best = getResultLabel(i);
}
name = File.getNameWithoutExtension(scores);
selectImage(name + "-boxes");
saveAs("PNG", replace(output, ".md", "") + "-boxes.png");
selectImage(name + "-ranks");
saveAs("PNG", replace(output, ".md", "") + "-ranks.png");
return best;

// Five methods on 30 cases, of which some are hard for all of them.
function madeUp() {
	random("seed", 1);
	methods = newArray("Majority", "Random", "Uniform", "Weighted", "LS");
	gains = newArray(0, -0.6, 0.4, 0.8, 0.5);
	text = "method,fold,case,Dice,ECE\n";
	for (c = 0; c < 30; c++) {
		hard = 3 * random("gaussian");
		for (m = 0; m < methods.length; m++)
			text += methods[m] + "," + floor(c / 6) + "," + (c + 1) + "," + d2s(88 + hard + gains[m] + random("gaussian"), 4) + "," +
				d2s(1 - gains[m] / 2 + 0.2 * random("gaussian"), 4) + "\n";
	}
	return text;
}

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
