/**
 * ImageJ images as probability maps, label maps and raters, and back.
 * <p>
 * {@link sfumato.images.ImagePlusMaps} is the only place that knows both ImageJ's X, Y, C, Z, T and our (X, Y, Z, C);
 * {@link sfumato.images.MapImages} says what an image means as a segmentation.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.images;
