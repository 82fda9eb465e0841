// Compares label fusions: five raters outlined the same cells, and each fusion makes one probability map of them.
//
//   mvn -q compile exec:java -Dexec.args="macros/01_fuse_raters.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/01_fuse_raters.ijm dataset=FOLDER,task=1,case=3,output=FOLDER"
//
// Saves a picture of all foreground maps beside each other in the output folder; returns and prints, for each method, how
// many pixels are certain foreground, and how many are doubtful.

dataset = option("dataset", "test-images/phantoms");
task    = option("task", "1");
one     = option("case", "3");
output  = option("output", "target/fused");

setBatchMode(true);
File.makeDirectory("target");
File.makeDirectory(output);

run("Open Case...", "dataset=[" + dataset + "] task=" + task + " cases=" + one);
raters = getTitle() + "-raters";

methods = newArray("majority", "average", "dice-weighted", "staple", "simple", "shape-average", "shape-average(softness: 2)",
	"random-rater(seed: 1)", "intersection", "union");
selectImage(raters);
getDimensions(w, h, c, z, t);
newImage("methods", "32-bit black", w, h, methods.length);
summary = "";
for (m = 0; m < methods.length; m++) {
	run("Fuse Raters...", "raters=[" + raters + "] axis=slice method=[" + methods[m] + "]");
	fused = getTitle();
	Stack.setChannel(2);
	sure = 0;
	doubtful = 0;
	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++) {
			p = getPixel(x, y);
			if (p >= 0.99)
				sure++;
			else if (p > 0.01)
				doubtful++;
		}
	summary = summary + methods[m] + ": " + sure + " certain, " + doubtful + " doubtful\n";
	run("Duplicate...", "title=one duplicate channels=2");
	run("Copy");
	selectImage("methods");
	setSlice(m + 1);
	run("Paste");
	run("Set Label...", "label=[" + methods[m] + "]");
	close("one");
	close(fused);
}
selectImage("methods");
setMinAndMax(0, 1.5); // grey, so that the names can be read
run("Make Montage...", "columns=5 rows=2 scale=2 label");
saveAs("PNG", output + "/methods.png");
print(summary);
return summary;

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
