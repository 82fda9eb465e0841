// Trains on open images without a dataset folder: a stack of images and a stack of labels. Twice: on soft labels, and on a few
// labelled rows of each image (sparse annotation), with all other pixels ignored.
//
//   mvn -q compile exec:java -Dexec.args="macros/13_open_images.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/13_open_images.ijm dataset=FOLDER,task=1,train=20,test=26,epochs=150,output=FOLDER"
//
// The stacks are made of the first cases of a dataset of flat images of one size. Writes the models soft and strokes into the
// folder output, prints their scores on a test case, and returns the Dice of both.

dataset = option("dataset", "test-images/phantoms");
task    = option("task", "1");
train   = parseInt(option("train", "10"));
test    = option("test", "14");
network = option("network", "unet(encoder: plain, width: 16)");
epochs  = option("epochs", "40");
patch   = option("patch", "0");
every   = parseInt(option("every", "12"));
threads = option("threads", "0");
output  = option("output", "target/open");

setBatchMode(true);
data = "dataset=[" + dataset + "] task=" + task;

// 1. A stack of images, one of the raters' average, and one in which 2 of 12 rows are labelled: 1 cell, 0 background, 255 unlabelled.
for (i = 1; i <= train; i++) {
	run("Open Case...", data + " cases=" + i);
	title = getTitle();
	getDimensions(w, h, c, z, t);
	if (i == 1) {
		newImage("images", "32-bit black", w, h, train);
		newImage("soft", "32-bit black", w, h, train);
		newImage("strokes", "8-bit white", w, h, train);
	}
	run("Fuse Raters...", "raters=[" + title + "-raters] method=average");
	average = getTitle();
	Stack.setChannel(2);
	run("Copy");
	add("soft", i, title);
	selectImage(title);
	run("Copy");
	add("images", i, title);
	for (y = 0; y < h; y++)
		if ((y + 5 * i) % every < 2) {
			row = newArray(w);
			selectImage("soft");
			for (x = 0; x < w; x++)
				if (getPixel(x, y) > 0.5)
					row[x] = 1;
			selectImage("strokes");
			setSlice(i);
			for (x = 0; x < w; x++)
				setPixel(x, y, row[x]);
		}
	close(title);
	close(title + "-raters");
	close(average);
}

// 2. Each slice is a case. The log says how the stacks were interpreted.
how = " network=[" + replace(network, ";", ",") + "] batch=4 epochs=" + epochs + " patch=" + patch + " threads=" + threads +
	" overwrite=true";
run("Train Network...", "images=images labels=soft output=[" + output + "/soft]" + how);
run("Train Network...", "images=images labels=strokes ignore=255 output=[" + output + "/strokes]" + how);

// 3. A test image
run("Open Case...", data + " cases=" + test);
title = getTitle();
run("Fuse Raters...", "raters=[" + title + "-raters] method=majority");
rename("majority");
result = "";
models = newArray("soft", "strokes");
for (m = 0; m < models.length; m++) {
	run("Predict Segmentation...", "image=[" + title + "] model=[" + output + "/" + models[m] + "] threads=" + threads);
	rename("prediction");
	run("Clear Results");
	run("Evaluate Segmentation...", "prediction=prediction reference=majority metrics=dice");
	result = result + models[m] + ": Dice " + d2s(getResult("Dice", 0), 2) + "\n";
	close("prediction");
}
print(result);
return result;

function add(stack, i, label) {
	selectImage(stack);
	setSlice(i);
	run("Paste");
	run("Set Label...", "label=[" + label + "]");
}

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
