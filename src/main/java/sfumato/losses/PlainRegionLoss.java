package sfumato.losses;

/** A loss of regions that has the options of all of them and none of its own. */
abstract class PlainRegionLoss extends RegionLoss<PlainRegionLoss.Options> {

	/**
	 * @param smooth s ≥ 0, in units of intersecting pixels; default 1
	 * @param active default {@link ActiveClasses#ALL}
	 * @param reduction {@code batch} (default), {@code image}, {@code class} or a weighted sum of them
	 * @param weights {@code equal} (default), or one number per class
	 * @param log whether the loss is −ln of the score instead of 1 − score; default false
	 */
	public record Options(double smooth, ActiveClasses active, String reduction, String weights, boolean log) {

		public Options {
			final RegionOptions region = RegionOptions.of(smooth, active, reduction, weights, log);
			reduction = region.reduction().toString();
			weights = region.weights().toString();
		}

		public Options() {
			this(1, ActiveClasses.ALL, "batch", "equal", false);
		}

		private RegionOptions region() {
			return RegionOptions.of(smooth, active, reduction, weights, log);
		}
	}

	PlainRegionLoss(final Options options) {
		super(options, options.region());
	}
}
