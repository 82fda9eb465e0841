// Segments all images of a folder in three runs: a first shard of the images, then the rest, then nothing is left to do. The
// results are scored like any others.
//
//   mvn -q compile exec:java -Dexec.args="macros/14_predict_folder.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/14_predict_folder.ijm input=FOLDER,model=FOLDER,output=FOLDER"
//
// Without a model it trains a small one on the first phantoms. Saves maps, ROIs and predictions.csv in the output folder; returns how many
// images were predicted, and their Dice with the raters' majority.

input   = option("input", "test-images/phantoms");
model   = option("model", "");
output  = option("output", "target/predicted");
cases   = option("cases", "9-16");
epochs  = option("epochs", "20");
threads = option("threads", "0");

setBatchMode(true);
if (model == "") {
	model = output + "-model";
	run("Train Network...", "dataset=[" + input + "] cases=1-8 network=[unet(encoder: plain, width: 8)] batch=4 patch=64 epochs=" +
		epochs + " threads=" + threads + " output=[" + model + "] overwrite=true");
}
how = "input=[" + input + "] cases=[" + cases + "] model=[" + model + "] output=[" + output + "] format=[tiff, rois] threads=" + threads;

// 1. The first of two computers runs this ...
run("Predict Folder...", how + " shard=1/2 overwrite=true");

// 2. ... and the second one this. Existing results are not predicted again.
run("Predict Folder...", how);
run("Predict Folder...", how);

rows = split(File.openAsString(output + "/predictions.csv"), "\n");
done = 0;
for (i = 1; i < rows.length; i++)
	if (indexOf(rows[i], ",done,") > 0)
		done++;

// 3. Compares a folder of maps with a dataset, case by case
run("Evaluate Segmentation...", "predictions=[" + output + "] references=[" + input + "] cases=[" + cases + "] metrics=dice");
result = "" + done + " images in the second run, Dice " + d2s(getResult("Dice", nResults - 1), 2) + " %";
print(result);
return result;

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
