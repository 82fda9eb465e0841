/**
 * Networks as data: graphs of operations with inputs and parameters. Plain Java; nothing here computes.
 *
 * <pre>
 * text        unet(encoder: resnet18d, aux: true)         sfumato.methods
 * plugin      Decoder + Encoder                           append operations through a GraphBuilder
 * data        NetworkGraph                                nodes, parameters, sizes, counts
 * run         sfumato.engine.Interpreter                  the same graph on tensors
 * </pre>
 *
 * <h2>Networks there are</h2>
 *
 * <table>
 * <caption>Millions of parameters with one input channel, two classes and the auxiliary head</caption>
 * <tr><th>encoder</th><th>features</th><th>encoder</th><th>with unet</th><th>with deeplabv3plus</th></tr>
 * <tr><td>plain</td><td>16, 32, 64, 128, 256</td><td>1.18</td><td>2.04</td><td>2.20</td></tr>
 * <tr><td>mobilenetv2_100</td><td>16, 24, 32, 96, 320</td><td>1.81</td><td>4.06</td><td>2.86</td></tr>
 * <tr><td>efficientnet_b0</td><td>16, 24, 40, 112, 320</td><td>3.59</td><td>5.90</td><td>4.65</td></tr>
 * <tr><td>resnet18, resnet18d</td><td>64, 64, 128, 256, 512</td><td>11.2</td><td>14.5</td><td>12.5</td></tr>
 * <tr><td>resnet34, resnet34d</td><td>64, 64, 128, 256, 512</td><td>21.3</td><td>24.6</td><td>22.6</td></tr>
 * <tr><td>resnet50, resnet50d</td><td>64, 256, 512, 1024, 2048</td><td>23.5</td><td>76.1</td><td>43.6</td></tr>
 * </table>
 *
 * Features have pixel spacings of 2, 4, 8, 16 and 32 (plain: of 1, 2, 4, 8 and 16), but not more than the output stride that
 * the decoder asks for: 32 for unet, whose images have sides that are multiples of 32 (plain: 16), and 8 for deeplabv3plus.
 * {@link sfumato.networks.GraphBuilder#spacing} tells a decoder which feature is which.
 *
 * <h2>Names of parameters</h2>
 *
 * <table>
 * <caption>Prefixes</caption>
 * <tr><th>names</th><th>what</th></tr>
 * <tr><td>{@code encoder.}</td><td>timm's name of the tensor, so that its weights come in by name</td></tr>
 * <tr><td>{@code decoder.blocks.i.conv1.}, {@code conv2.}</td><td>unet, as segmentation_models.pytorch has them: convolution
 * {@code 0}, batch normalization {@code 1}</td></tr>
 * <tr><td>{@code decoder.aspp.convs.0.1.}</td><td>deeplabv3plus, mean over the image: {@code 0}, {@code 1}</td></tr>
 * <tr><td>{@code decoder.aspp.convs.1.} … {@code 4.}</td><td>separable branches: filter {@code 0}, its batch normalization
 * {@code 1}, 1 x 1 convolution {@code 3}, its batch normalization {@code 4}</td></tr>
 * <tr><td>{@code decoder.bottleneck.}, {@code decoder.shortcut.}</td><td>the join of the branches, the fine feature</td></tr>
 * <tr><td>{@code decoder.cat_conv.0.}, {@code 1.}</td><td>the last two, separable</td></tr>
 * <tr><td>{@code segmentation_head.0.}</td><td>the last convolution, with {@code bias}</td></tr>
 * <tr><td>{@code auxiliary_head.0.}, {@code 1.}, {@code 4.}</td><td>what only training uses</td></tr>
 * </table>
 *
 * Batch normalizations have {@code weight}, {@code bias}, {@code running_mean} and {@code running_var}; the first two are
 * trained.
 *
 * <h2>To add an encoder</h2>
 *
 * A member of a known family is a row or a table: {@code ResNet18d} hands {@code ResNet} its numbers of blocks,
 * {@code MobileNetV2} hands {@code InvertedResiduals} its table. Another family is a class that appends its operations; it asks
 * {@code Dilation} where strides end. Parity with the reference implementation is held by {@code ReferenceNetworksTest}, whose
 * fixtures list each tensor by timm's name and order, and what all combinations must do by {@code AllNetworksTest}.
 */
package sfumato.networks;
