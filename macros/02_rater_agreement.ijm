// Inter-rater agreement of one image, and of a whole dataset.
//
//   mvn -q compile exec:java -Dexec.args="macros/02_rater_agreement.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/02_rater_agreement.ijm dataset=FOLDER,task=1,case=3,cases=1-14,size=256,output=FOLDER"
//
// Saves tables and pictures in the output folder; returns and prints the mean Dice of the raters with their majority.

dataset = option("dataset", "test-images/phantoms");
task    = option("task", "1");
one     = option("case", "3");
cases   = option("cases", "");
size    = option("size", "0");
output  = option("output", "target/agreement");

setBatchMode(true);
File.makeDirectory("target");
File.makeDirectory(output);
data = "dataset=[" + dataset + "] task=" + task;

// 1. One image: agreement per rater, and a map of the disagreement
run("Open Case...", data + " cases=" + one);
image = getTitle();
run("Rater Agreement...", "raters=[" + image + "-raters] image=[" + image + "] map=entropy output=[" + output +
	"/case.csv] overwrite=true");
keep(image + "-raters-dice", "case-dice");
keep(image + "-raters-outlines", "case-outlines");
keep(image + "-raters-entropy", "case-entropy");

// 2. The dataset: confidence intervals, and the human ceiling for a network
run("Clear Results");
run("Rater Agreement...", data + " cases=[" + cases + "] size=" + size + " output=[" + output + "/cases.csv] overwrite=true");
saveAs("PNG", output + "/dice.png");

mean = nResults - 3;
summary = "Dice with the majority " + value(mean) + " % (" + value(mean + 1) + " to " + value(mean + 2) + "), " + mean + " cases";
print(summary);
return summary;

function value(row) {
	return d2s(getResult("Dice_majority", row), 2);
}

function keep(title, file) {
	selectImage(title);
	saveAs("PNG", output + "/" + file + ".png");
}

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
