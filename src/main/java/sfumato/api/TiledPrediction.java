package sfumato.api;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import sfumato.prediction.PlaneBox;
import sfumato.prediction.PredictionSettings;

/**
 * A prediction that has not begun: which models, and how images are cut into tiles. The settings of a single image and of a folder of
 * images.
 *
 * <pre>{@code
 * sfumato.predictFolder("images", model).tile(512).flips(true).to("predicted");
 * }</pre>
 *
 * @param <C> the builder itself
 */
public abstract class TiledPrediction<C extends TiledPrediction<C>> extends Computation<C> {

	final Model[] models;
	private int tile, overlap;
	private boolean flips, recalibrate = true;

	TiledPrediction(final Sfumato sfumato, final Model... models) {
		super(sfumato);
		this.models = models.clone();
	}

	/** Side of a tile in pixels; 0, the default, chooses it by the memory there is. */
	public C tile(final int side) {
		tile = side;
		return self();
	}

	/** What neighbouring tiles share at least, in pixels; 0, the default, for a quarter of the tile. */
	public C overlap(final int pixels) {
		overlap = pixels;
		return self();
	}

	/** Test-time augmentation: whether images are also seen upside down and left to right, and the mean counts; not by default. */
	public C flips(final boolean also) {
		flips = also;
		return self();
	}

	/** Whether the model's recalibration, if it has one, is applied; by default it is. */
	public C recalibrate(final boolean apply) {
		recalibrate = apply;
		return self();
	}

	/** The side of a tile that was asked for. */
	final int tile() {
		return tile;
	}

	final List<Path> folders() {
		return Arrays.stream(models).map(Model::folder).toList();
	}

	final PredictionSettings settings(final Optional<PlaneBox> box) {
		return new PredictionSettings(tile, overlap, flips, recalibrate, box);
	}
}
