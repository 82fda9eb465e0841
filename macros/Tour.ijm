// The tour of docs/getting-started.md: one image from its raters to a recalibrated prediction, with a picture of each step.
//
//   mvn -q compile exec:java -Dexec.args="macros/Tour.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/Tour.ijm pictures=docs/images"
//
// The second line renews the pictures of the page. The commands are written as they stand there, which a test compares, with
// one thread, so that every run gives the same weights; what is around them only makes pictures. Takes a few minutes, nearly all of
// them for the training. Prints and returns the scores.

pictures = option("pictures", "target/tour");
side = 384;

setBatchMode(true);
setBackgroundColor(255, 255, 255);
File.makeDirectory("target");
File.makeDirectory("target/tour");

// 1. An image and the outlines of five raters
run("Open Case...", "dataset=[test-images/phantoms] cases=14");
panel("case14", 0, "the image");
for (r = 1; r <= 5; r++)
	panel("case14-raters", r, "rater " + r);
row("panel 1", "panel 2", "panel 3");
rename("upper");
row("panel 4", "panel 5", "panel 6");
rename("lower");
run("Combine...", "stack1=upper stack2=lower combine");
keep("case");

// 2. Inter-rater agreement
run("Rater Agreement...", "raters=case14-raters image=case14 map=entropy");
selectImage("case14-raters-outlines");
run("RGB Color");
run("Size...", "width=" + side + " height=" + side * getHeight / getWidth + " average interpolation=Bilinear");
rename("outlines");
panel("case14-raters-entropy", 1, "entropy (bit)");
selectImage("case14-raters-dice");
run("RGB Color");
run("Size...", "width=" + side * getWidth / getHeight + " height=" + side + " average interpolation=Bilinear");
rename("matrix");
row("outlines", "panel 1", "matrix");
keep("agreement");

// 3. Label fusion: one probability map of all raters
run("Fuse Raters...", "raters=case14-raters method=majority");
panel("case14-raters-majority", 2, "majority");
run("Fuse Raters...", "raters=case14-raters method=average");
panel("case14-raters-average", 2, "average");
run("Fuse Raters...", "raters=case14-raters method=staple");
panel("case14-raters-staple", 2, "staple");
row("panel 1", "panel 2", "panel 3");
keep("fusion");

// 4. Train a network on ten other images
run("Train Network...", "dataset=[test-images/phantoms] cases=1-10 validation=11-13 preset=quick output=[target/tour/model] overwrite=true threads=1");
run("Plot Training...", "model=[target/tour/model]");
keep("training");

// 5. Predict the image, which was not used in training
run("Predict Segmentation...", "image=case14 model=[target/tour/model] show=both threads=1");
panel("case14", 0, "the image");
panel("case14-raters-average", 2, "average of the raters");
panel("case14-probabilities", 2, "prediction");
row("panel 1", "panel 2", "panel 3");
keep("prediction");

// 6. Calibration before and after recalibration
run("Evaluate Calibration...", "prediction=case14-probabilities reference=case14-raters-majority");
rename("before");
close("case14-probabilities");
close("case14-labels");
run("Recalibrate Model...", "model=[target/tour/model] dataset=[test-images/phantoms] cases=11-13 threads=1");
run("Predict Segmentation...", "image=case14 model=[target/tour/model] show=both threads=1");
run("Evaluate Calibration...", "prediction=case14-probabilities reference=case14-raters-majority");
rename("after");
run("Combine...", "stack1=before stack2=after");
keep("reliability");

// 7. Scores beside the inter-rater agreement
run("Draw Outlines...", "image=case14 prediction=case14-labels reference=case14-raters-majority");
keep("evaluation");
run("Clear Results");
run("Evaluate Model...", "model=[target/tour/model] dataset=[test-images/phantoms] cases=14-16 threads=1");
columns = newArray("Dice", "BDice", "ECE", "ECE_raw", "human_Dice");
table = "";
for (i = 0; i < nResults; i++) {
	table += "| " + getResultLabel(i) + " |";
	for (c = 0; c < columns.length; c++)
		table += " " + d2s(getResult(columns[c], i), 2) + " |";
	table += "\n";
}
print(table);
return table;

// A picture of a plane, with its name in the corner. Planes count from 1; 0 is an image of which grey values are stretched.
function panel(title, plane, name) {
	selectImage(title);
	if (plane > 0)
		setSlice(plane);
	run("Duplicate...", "title=plane");
	if (plane == 0)
		run("Enhance Contrast", "saturated=0.35");
	else if (bitDepth() == 8)
		setMinAndMax(0, 1);
	else if (!endsWith(title, "-entropy")) {
		run("Fire");
		setMinAndMax(0, 1);
	}
	run("RGB Color");
	run("Size...", "width=" + side + " height=" + side + " interpolation=None");
	setFont("SansSerif", 18, "antialiased");
	setColor(255, 255, 255);
	drawString(name, 8, 28, "black");
	n = 1;
	while (isOpen("panel " + n))
		n++;
	rename("panel " + n);
}

// Joins three pictures, and leaves the result as the active image.
function row(a, b, c) {
	run("Combine...", "stack1=[" + a + "] stack2=[" + b + "]");
	rename("two");
	run("Combine...", "stack1=two stack2=[" + c + "]");
}

// Saves the active image, in few colours so that the file is small, and closes it.
function keep(name) {
	if (bitDepth() == 24)
		run("8-bit Color", "number=128");
	saveAs("PNG", pictures + "/tour-" + name + ".png");
	close();
}

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
