// The complete workflow, from several raters to a recalibrated model and its scores.
//
//   mvn -q compile exec:java
//   mvn -q compile exec:java -Dexec.args="macros/Quickstart.ijm dataset=FOLDER,task=1,train=1-22,calibrate=23-25,test=26-29,epochs=150"
//
// Without a dataset it uses the phantoms in test-images. In Fiji: Plugins > Macros > Run...
// In the argument commas separate options; write lists of cases with +, e.g. train=1-5+8.

check("dataset,task,train,calibrate,test,epochs,fusion,network,seed,threads,output");
dataset   = option("dataset", "test-images/phantoms");
task      = option("task", "1");
train     = option("train", "1-10");
held      = option("calibrate", "11-13");
test      = option("test", "14-16");
epochs    = option("epochs", "150");
fusion    = option("fusion", "average");
network   = option("network", "unet(encoder: resnet18d)");
seed      = option("seed", "0");
threads   = option("threads", "0");
output    = option("output", "target/quickstart");

setBatchMode(true);
File.makeDirectory("target");
File.makeDirectory(output);
model = output + "/model";
data = "dataset=[" + dataset + "] task=" + task;
engine = " threads=" + threads;

// 1. Train a network on soft labels, the fusion of the raters.
run("Train Network...", data + " cases=" + train + " fusion=[" + fusion + "] network=[" + network + "] epochs=" + epochs +
	" seed=" + seed + " output=[" + model + "] overwrite=true" + engine);
run("Plot Training...", "model=[" + model + "]");
saveAs("PNG", output + "/training.png");

// 2. Recalibrate the model on held-out cases.
run("Recalibrate Model...", data + " cases=" + held + " model=[" + model + "]" + engine);

// 3. Predict a test case, and compare it with its raters.
pair = split(test, "+-");
run("Open Case...", data + " cases=" + pair[0]);
image = getTitle();
run("Fuse Raters...", "raters=[" + image + "-raters] method=average");
rename("average of the raters");
saveCopy("raters-average");
run("Predict Segmentation...", "image=[" + image + "] model=[" + model + "] show=both" + engine);
saveCopy("probabilities");
selectImage(image + "-labels");
saveCopy("labels");
selectImage(image + "-probabilities");
rename("prediction");
run("Evaluate Segmentation...", "prediction=prediction reference=[average of the raters] metrics=[dice, bdice, jaccard]");
run("Evaluate Calibration...", "prediction=prediction reference=[average of the raters]");
saveAs("PNG", output + "/reliability.png");
run("Draw Outlines...", "image=[" + image + "] prediction=prediction reference=[average of the raters]");
saveAs("PNG", output + "/outlines.png");
rename("outlines");
run("Clear Results");
panel(image, 0);
panel("average of the raters", 2);
panel("prediction", 2);
run("Combine...", "stack1=[panel of " + image + "] stack2=[panel of average of the raters]");
rename("two");
run("Combine...", "stack1=two stack2=[panel of prediction]");
rename("three");
run("Combine...", "stack1=three stack2=outlines");
saveAs("PNG", output + "/overview.png");

// 4. Score the model on all cases, beside the inter-rater agreement.
run("Evaluate Model...", data + " cases=" + test + " model=[" + model + "] output=[" + output + "/scores.csv] overwrite=true" +
	engine);
print("");
print("Scores on cases " + test + " of " + dataset + ", in percent (ECE_raw: before recalibration; human: the raters themselves)");
print(row("case", "Dice", "BDice", "ECE", "ECE_raw", "human_Dice"));
for (i = 0; i < nResults; i++)
	print(row(getResultLabel(i), number("Dice", i), number("BDice", i), number("ECE", i), number("ECE_raw", i), number("human_Dice", i)));
print("");
print("Pictures, tables and the model are in " + output + ".");

// Refuses misspelled options, which would otherwise silently take their default.
function check(known) {
	pairs = split(getArgument(), ",");
	names = split(known, ",");
	for (i = 0; i < pairs.length; i++) {
		name = substring(pairs[i], 0, maxOf(0, indexOf(pairs[i], "=")));
		found = false;
		for (j = 0; j < names.length; j++)
			found = found || name == names[j];
		if (!found)
			exit("There is no option \"" + pairs[i] + "\". Known: " + replace(known, ",", ", ") +
				". Lists of cases are written with +, e.g. train=1-5+8.");
	}
}

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}

// A picture of an image, or of one channel of a probability map (channels count from 1), as large as the outlines.
function panel(title, channel) {
	selectImage(title);
	if (channel > 0)
		Stack.setChannel(channel);
	run("Duplicate...", "title=[panel of " + title + "]");
	if (channel > 0) {
		run("Fire");
		setMinAndMax(0, 1);
	} else
		run("Enhance Contrast", "saturated=0.35");
	run("RGB Color");
	width = 512 - 512 % getWidth();
	if (getWidth() > 512)
		width = getWidth();
	run("Size...", "width=" + width + " height=" + width * getHeight() / getWidth() + " interpolation=None");
}

// Saves without changing the title.
function saveCopy(name) {
	title = getTitle();
	saveAs("Tiff", output + "/" + name + ".tif");
	rename(title);
}

function number(column, i) {
	return d2s(getResult(column, i), 2);
}

function row(a, b, c, d, e, f) {
	return "" + pad(a, -12) + pad(b, 8) + pad(c, 8) + pad(d, 8) + pad(e, 10) + pad(f, 12);
}

function pad(text, width) {
	while (lengthOf(text) < abs(width)) {
		if (width < 0)
			text = text + " ";
		else
			text = " " + text;
	}
	return text;
}
