// Simulates a dataset of phantoms whose raters make known errors, to test the robustness of label fusions.
//
//   mvn -q compile exec:java -Dexec.args="macros/07_simulate_raters.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/07_simulate_raters.ijm images=16,output=FOLDER"
//
// Of four raters, the first draws too small, the second too large, the third overlooks a fifth of the objects and the fourth
// sees some that are not there; all have a shaky hand.

images = option("images", "8");
width  = option("width", "128");
height = option("height", "128");
seed   = option("seed", "0");
output = option("output", "target/simulated");

run("Simulate Raters...", "output=[" + output + "] images=" + images + " raters=4 width=" + width + " height=" + height +
	" seed=" + seed + " bias=[-2, 2, 0, 0] jitter=0.5 missed=[0, 0, 0.2, 0] extra=[0, 0, 0, 1.5]");
files = getFileList(output);
print(files.length + " cases are in " + output);
return "" + files.length;

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
