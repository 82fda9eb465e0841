// Object-level scores of one rater against the others, and the provenance of the results.
//
//   mvn -q compile exec:java -Dexec.args="macros/15_objects_and_recipes.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/15_objects_and_recipes.ijm dataset=FOLDER,task=1,case=wue1_0001,rater=3,iou=0.5,output=FOLDER"
//
// Saves the fused labels, their provenance, the scores and a methods paragraph in the output folder; returns and prints the numbers of
// objects.

dataset = option("dataset", "test-images/phantoms");
task    = option("task", "1");
one     = option("case", "3");
rater   = parseInt(option("rater", "1"));
iou     = option("iou", "0.5");
output  = option("output", "target/objects");

setBatchMode(true);
File.makeDirectory("target");
File.makeDirectory(output);

// 1. The majority of the raters, and one rater
run("Open Case...", "dataset=[" + dataset + "] task=" + task + " cases=" + one);
image = getTitle();
run("Fuse Raters...", "raters=[" + image + "-raters] method=majority");
saveAs("TIFF", output + "/majority.tif");
selectImage(image + "-raters");
setSlice(rater);
run("Duplicate...", "title=rater");

// 2. Object-level scores beside pixel-level scores: found, missed and false objects
run("Evaluate Segmentation...", "prediction=rater reference=majority.tif metrics=[dice, objects(iou: " + iou + ")] output=[" + output +
	"/scores.csv] overwrite=true");
summary = "Rater " + rater + " has " + count("Objects") + " objects, the majority " + count("Objects_reference") + ": " +
	count("Objects_matched") + " are the same, " + count("Objects_missed") + " are missed and " + count("Objects_extra") +
	" are too many; PQ " + d2s(getResult("PQ", 0), 1) + " %, Dice " + d2s(getResult("Dice", 0), 1) + " %";

// 3. The provenance is stored in the image, also when it is opened again
close("*");
open(output + "/majority.tif");
File.saveString(Property.get("Sfumato.Before") + "\n" + Property.get("Sfumato.Macro") + "\n", output + "/again.ijm");
run("Cite Sfumato...", "image=majority.tif output=[" + output + "/methods.txt] overwrite=true");
print(summary);
return summary;

function count(column) {
	return d2s(getResult(column, 0), 0);
}

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
