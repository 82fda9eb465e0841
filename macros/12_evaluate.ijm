// Scores a folder of predictions and measures their calibration. Needs no network: the predictions here are the
// mean outline of the raters with a soft border.
//
//   mvn -q compile exec:java -Dexec.args="macros/12_evaluate.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/12_evaluate.ijm predictions=FOLDER,references=FOLDER,cases=1-8,output=FOLDER"
//
// Saves tables and pictures in the output folder; returns and prints the mean Dice and ECE.

references  = option("references", "test-images/phantoms");
predictions = option("predictions", "");
cases       = option("cases", "1-8");
output      = option("output", "target/evaluate");

setBatchMode(true);
File.makeDirectory("target");
File.makeDirectory(output);
if (predictions == "") {
	predictions = output + "/predictions";
	run("Fuse Dataset...", "dataset=[" + references + "] cases=[" + cases + "] method=[shape-average(softness: 2)] output=[" +
		predictions + "] overwrite=true");
}
folders = "predictions=[" + predictions + "] references=[" + references + "] cases=[" + cases + "] overwrite=true";

// 1. Overlap and distances, a row per case, with the mean of the worst quarter of the cases and the confidence interval of the mean
run("Evaluate Segmentation...", folders + " metrics=[dice, bdice, soft-dice, hausdorff, surface-dice(tolerance: 1)," +
	" surface-dice(tolerance: 2)] worst=25 output=[" + output + "/scores.csv]");
dice = getResult("Dice", nResults - 1);

// 2. The same with all pixels pooled
run("Clear Results");
run("Evaluate Segmentation...", folders + " metrics=[dice, jaccard, sensitivity, precision] averaging=dataset");

// 3. Calibration of all cases, with a reliability diagram and bootstrap confidence intervals over cases
run("Clear Results");
run("Evaluate Calibration...", folders + " errors=[ece, ece(of: FOREGROUND), sce, brier, nll] output=[" + output +
	"/calibration.csv]");
ece = getResult("ECE", nResults - 1);
saveAs("PNG", output + "/reliability.png");

// 4. Calibration map of one case, against the raters' average
list = getFileList(predictions);
for (i = list.length - 1; i >= 0; i--)
	if (endsWith(list[i], ".tif")) first = list[i];
open(predictions + "/" + first);
rename("prediction");
if (File.exists(references + "/" + replace(first, ".tif", "") + "/image.tif")) {
	run("Open Case...", "dataset=[" + references + "] cases=[" + replace(first, ".tif", "") + "]");
	run("Fuse Raters...", "raters=[" + replace(first, ".tif", "") + "-raters] method=majority");
	rename("reference");
	run("Evaluate Calibration...", "prediction=prediction reference=reference errors=ece map=foreground window=9");
	selectImage("prediction-calibration");
	saveAs("PNG", output + "/map.png");
}

summary = "Dice " + d2s(dice, 2) + " %, ECE " + d2s(ece, 2) + " %";
print(summary);
return summary;

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
