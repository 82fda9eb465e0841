// Makes the pictures of docs/how-to that the tour does not make: how many raters, open images, sparse annotation, distillation.
//
//   mvn -q compile exec:java -Dexec.args="src/test/macros/HowTo.ijm pictures=docs/images"
//
// The images are simulated. One thread, so that every run gives the same weights. Takes a few minutes, nearly all of them for three
// trainings; epochs=1 makes it short.

pictures = option("pictures", "target/how-to");
folder = option("models", "target/how-to");
quick = " preset=quick threads=1 overwrite=true epochs=" + option("epochs", "100");
side = 320;
shown = 14;

setBatchMode(true);
setBackgroundColor(255, 255, 255);
File.makeDirectory("target");
File.makeDirectory("target/how-to");

// measure-agreement.md
run("How Many Raters...", "dataset=[test-images/phantoms] cases=1-10 against=held-out");
keep("how-many-raters");

// train-on-open-images.md
run("Cells by Five Raters", "");
run("Train Network...", "images=cells labels=cells-raters cases=1-10 validation=11-13 output=[" + folder + "/open]" + quick);
average(shown);
rename("average");
slice("cells", shown);
rename("new");
predict("open");
panel("new", "a slice that was not trained on");
panel("average", "average of its raters");
panel("open", "prediction");
row(3);
keep("open-images");

// distil-a-network.md
run("Distill Network...", "teacher=[" + folder + "/open] images=cells labels=cells-raters cases=1-10 validation=11-13 network=[unet(encoder: plain, width: 4)] output=[" +
	folder + "/student]" + quick);
predict("student");
panel("new", "the image");
panel("open", "teacher");
panel("student", "student");
row(3);
keep("distilled");

// train-on-sparse-annotation.md: 2 of 16 rows of each image are labelled
selectImage("cells");
getDimensions(w, h, c, z, t);
n = 10;
newImage("strokes", "8-bit white", w, h, n);
run("Grays");
for (i = 1; i <= n; i++) {
	average(i);
	rename("labels");
	for (y = 0; y < h; y++)
		if ((y + 5 * i) % 16 < 2) {
			selectImage("labels");
			values = newArray(w);
			for (x = 0; x < w; x++)
				if (getPixel(x, y) > 0.5)
					values[x] = 1;
			selectImage("strokes");
			setSlice(i);
			for (x = 0; x < w; x++)
				setPixel(x, y, values[x]);
		}
	close("labels");
}
selectImage("cells");
run("Duplicate...", "title=ten duplicate range=1-" + n);
run("Train Network...", "images=ten labels=strokes ignore=255 output=[" + folder + "/sparse]" + quick);
predict("sparse");
slice("ten", 1);
rename("trained");
painted();
panel("trained", "1 of 10 images");
panel("painted", "its strokes");
panel("new", "a new image");
panel("sparse", "prediction");
row(4);
keep("sparse");

// The probability of the foreground by the average of the raters of a slice
function average(i) {
	selectImage("cells-raters");
	getDimensions(w, h, c, z, t);
	run("Duplicate...", "title=one duplicate channels=1-" + c + " slices=" + i);
	run("Fuse Raters...", "raters=one axis=channel method=average");
	foreground("fused");
	close("one");
}

// Leaves the second channel of the active image.
function foreground(title) {
	id = getImageID();
	Stack.setChannel(2);
	run("Duplicate...", "title=" + title);
	selectImage(id);
	close();
	selectImage(title);
}

function slice(stack, i) {
	selectImage(stack);
	setSlice(i);
	run("Duplicate...", "title=slice");
}

function predict(model) {
	run("Predict Segmentation...", "image=new model=[" + folder + "/" + model + "] threads=1");
	foreground(model);
}

// The strokes of the first slice on its image: orange for cells, blue for background
function painted() {
	selectImage("trained");
	run("Duplicate...", "title=painted");
	run("Enhance Contrast", "saturated=0.35");
	run("RGB Color");
	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++) {
			selectImage("strokes");
			setSlice(1);
			v = getPixel(x, y);
			selectImage("painted");
			if (v == 1)
				setPixel(x, y, 0xe69f00);
			else if (v == 0)
				setPixel(x, y, 0x56b4e9);
		}
}

// A picture with its name in the corner; probabilities in colours, images with stretched grey values.
function panel(title, name) {
	selectImage(title);
	run("Duplicate...", "title=plane");
	if (bitDepth() != 24) {
		if (title == "new" || title == "trained")
			run("Enhance Contrast", "saturated=0.35");
		else {
			run("Fire");
			setMinAndMax(0, 1);
		}
		run("RGB Color");
	}
	run("Size...", "width=" + side + " height=" + side + " interpolation=None");
	setFont("SansSerif", 16, "antialiased");
	setColor(255, 255, 255);
	drawString(name, 8, 26, "black");
	n1 = 1;
	while (isOpen("panel " + n1))
		n1++;
	rename("panel " + n1);
}

// Joins the panels, and leaves the result as the active image.
function row(count) {
	selectImage("panel 1");
	rename("row");
	for (i = 2; i <= count; i++) {
		run("Combine...", "stack1=row stack2=[panel " + i + "]");
		rename("row");
	}
}

// Saves the active image, in few colours so that the file is small, and closes it.
function keep(name) {
	if (bitDepth() == 24)
		run("8-bit Color", "number=128");
	saveAs("PNG", pictures + "/" + name + ".png");
	close();
}

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
