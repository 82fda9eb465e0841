/**
 * Makes the update site: a folder of static files that Fiji's updater installs from.
 * <p>
 * {@link sfumato.updatesite.Main} is what {@code mvn -Pupdate-site} runs. It takes a folder that looks like a Fiji with our files
 * only ({@code jars/…}, {@code lib/…}), has {@link sfumato.updatesite.FijiFiles} and {@link sfumato.updatesite.Needs} check them,
 * and has {@link sfumato.updatesite.UpdateSite} write them with an {@link sfumato.updatesite.Index}. It is no part of the suite
 * and needs nothing but Java and scijava-common, whose idea of a file's version the updater shares.
 */
package sfumato.updatesite;
