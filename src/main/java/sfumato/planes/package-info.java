/**
 * Images of any size, which come and go in pieces: rows of one plane at a time are read from a {@link sfumato.planes.PlaneSource}
 * and written to a {@link sfumato.planes.PlaneSink}. Whatever holds pixels implements them: stacks of ImageJ and files
 * ({@code sfumato.files}), ImgLib2 images ({@link sfumato.planes.ImageSource}, {@link sfumato.planes.ImageSink}), another process
 * ({@code sfumato.jobs.child}).
 */
package sfumato.planes;
