using QXai.Autodiff.Ops;
using QXai.Numerics;

namespace QXai.Autodiff.Tests;

/// <summary>The whole text of every refusal.</summary>
public class OpErrorTests
{
    private readonly Tape<double> tape = new(training: true);

    [Fact]
    public void MatrixOps()
    {
        Refused("MatMul: a of shape [2, 3] has 3 columns, but b of shape [2, 3] has 2 rows.", () => X(2, 3).MatMul(X(2, 3)));
        Refused("MatMul: a of shape [3] and b of shape [3, 2] are not both matrices.", () => X(3).MatMul(X(3, 2)));
        Refused("Dense: x of shape [1, 4] has 4 features per row, but w of shape [8, 5] expects 5.", () => X(1, 4).Dense(X(8, 5)));
        Refused("Dense: x of shape [4] and w of shape [8, 4] are not both matrices: x [samples, in], w [out, in].", () => X(4).Dense(X(8, 4)));
        Refused("Dense: w of shape [8, 4] has 8 outputs, but the bias has shape [4].", () => X(1, 4).Dense(X(8, 4), X(4)));
        Refused("Conv2d: x of shape [1, 3, 5, 5] has 3 channels, but weight of shape [8, 4, 3, 3] expects 4.", () => X(1, 3, 5, 5).Conv2d(X(8, 4, 3, 3)));
        Refused("Conv2d: weight of shape [8, 3, 3, 3] has 8 output channels, but the bias has shape [3].", () => X(1, 3, 5, 5).Conv2d(X(8, 3, 3, 3), X(3)));
    }

    [Fact]
    public void Broadcasting()
    {
        Refused("Add: a of shape [2, 3] and b of shape [2, 4] cannot be broadcast: 3 against 4 in axis 1.", () => X(2, 3) + X(2, 4));
        Refused("Subtract: a of shape [2, 3] and b of shape [4] cannot be broadcast: 3 against 4 in axis 1.", () => X(2, 3) - X(4));
        Refused("Multiply: a of shape [2] and b of shape [3, 1, 4] cannot be broadcast: 2 against 4 in axis 2.", () => X(2) * X(3, 1, 4));
        Refused("Divide: a of shape [5, 3] and b of shape [2, 3] cannot be broadcast: 5 against 2 in axis 0.", () => X(5, 3) / X(2, 3));
    }

    [Fact]
    public void Pooling()
    {
        Refused("MaxPool: x of shape [2, 3] does not hold images: [batch, channels, height, width], height and width at least 1.", () => X(2, 3).MaxPool(2));
        Refused("MaxPool: a window of 3 x 3 is larger than x of shape [1, 1, 2, 5] with padding 0, which is 2 x 5.", () => X(1, 1, 2, 5).MaxPool(3));
        Refused(
            "AveragePool: size 2, stride 1 and padding 2 do not make a pooling: size and stride are at least 1, and padding is from 0 to half the size.",
            () => X(1, 1, 4, 4).AveragePool(2, 1, 2));
        Refused(
            "AveragePool: size 2, stride 0 and padding 0 do not make a pooling: size and stride are at least 1, and padding is from 0 to half the size.",
            () => X(1, 1, 4, 4).AveragePool(2, 0));
        Refused("AdaptiveAveragePool: an output of 0 x 1 for x of shape [1, 1, 4, 4] is empty.", () => X(1, 1, 4, 4).AdaptiveAveragePool(0, 1));
        Refused(
            "UpsampleBilinear: x of shape [4, 4] to 8 x 8: images [batch, channels, height, width] and sizes of at least 1 are expected.",
            () => X(4, 4).UpsampleBilinear(8, 8));
    }

    [Fact]
    public void Normalisation()
    {
        Tensor<double> two = new(new Shape(2)), three = new(new Shape(3));
        Refused("BatchNorm2d: x of shape [2, 3] does not hold images: [batch, channels, height, width].", () => X(2, 3).BatchNorm2d(X(3), X(3), three, three));
        Refused("BatchNorm2d: x of shape [2, 3, 4, 4] has 3 channels, but weight has shape [2].", () => X(2, 3, 4, 4).BatchNorm2d(X(2), X(3), three, three));
        Refused(
            "BatchNorm2d: x of shape [2, 3, 4, 4] has 3 channels, but bias has shape [3, 1].",
            () => X(2, 3, 4, 4).BatchNorm2d(X(3), X(3, 1), three, three));
        Refused("BatchNorm2d: x of shape [2, 3, 4, 4] has 3 channels, but runningMean has shape [2].", () => X(2, 3, 4, 4).BatchNorm2d(X(3), X(3), two, three));
        Refused(
            "BatchNorm2d: x of shape [2, 3, 4, 4] has 3 channels, but runningVariance has shape [2].",
            () => X(2, 3, 4, 4).BatchNorm2d(X(3), X(3), three, two));
        Refused(
            "BatchNorm2d: x of shape [1, 3, 1, 1] has 1 values per channel; training needs at least 2 for a variance.",
            () => X(1, 3, 1, 1).BatchNorm2d(X(3), X(3), three, three));
        Assert.Equal("Dropout: probability 1 is not in [0, 1).", Assert.Throws<ArgumentException>(() => X(2).Dropout(1)).Message);
        Assert.Equal("Dropout: probability NaN is not in [0, 1).", Assert.Throws<ArgumentException>(() => X(2).Dropout(double.NaN)).Message);
    }

    [Fact]
    public void Shapes()
    {
        Refused("Reshape: x of shape [2, 3] has 6 elements, but [5] has 5.", () => X(2, 3).Reshape(5));
        Refused("Flatten: axis 2 does not exist in x of shape [2, 3], which has 2 axes.", () => X(2, 3).Flatten(2));
        Refused("Transpose: 1 axes were given for x of shape [2, 3], which has 2.", () => X(2, 3).Transpose(1));
        Refused("Transpose: axis 1 of x of shape [2, 3] is named twice.", () => X(2, 3).Transpose(1, ^1));
        Refused(
            "Concat: a part of shape [2, 4] cannot follow one of shape [2, 3] along axis 0: all other extents must agree.",
            () => X(2, 3).Concat(0, X(2, 4)));
        Refused("Concat: a part of shape [2] cannot follow one of shape [2, 3] along axis 1: all other extents must agree.", () => X(2, 3).Concat(1, X(2)));
        Refused("Slice: range 1..4 does not fit axis 1 of x of shape [2, 3], which has 3 positions.", () => X(2, 3).Slice(1, 1..4));
        Refused("Slice: range 2..1 does not fit axis 1 of x of shape [2, 3], which has 3 positions.", () => X(2, 3).Slice(^1, 2..1));
        Refused("Slice: axis ^3 does not exist in x of shape [2, 3], which has 2 axes.", () => X(2, 3).Slice(^3, ..1));
        Assert.Equal("Concat: there are no parts.", Assert.Throws<ArgumentException>(() => new ConcatOp<double>(0)).Message);
    }

    [Fact]
    public void ReductionsAndLosses()
    {
        Refused("Sum: axis 2 does not exist in x of shape [2, 3], which has 2 axes.", () => X(2, 3).Sum(2));
        Refused("Mean: axis 0 of x of shape [2, 3] is named twice.", () => X(2, 3).Mean(0, 1, 0));
        Refused("Softmax: axis ^1 does not exist in x of shape [], which has 0 axes.", () => X().Softmax());
        Refused("LogSoftmax: axis 5 does not exist in x of shape [2, 3], which has 2 axes.", () => X(2, 3).LogSoftmax(5));
        Refused("CrossEntropy: logits of shape [6] are not [samples, classes] with at least one of each.", () => X(6).CrossEntropy(1));
        Refused("CrossEntropy: logits of shape [0, 3] are not [samples, classes] with at least one of each.", () => X(0, 3).CrossEntropy());
        Refused("CrossEntropy: logits of shape [2, 3] have 2 samples, but 1 targets were given.", () => X(2, 3).CrossEntropy(1));
        Refused(
            "MeanSquaredError: a of shape [2, 3] and b of shape [3, 2] must have one shape, with at least one element.",
            () => X(2, 3).MeanSquaredError(X(3, 2)));
    }

    private static void Refused(string message, Func<object> action) => Assert.Equal(message, Assert.Throws<ShapeException>(action).Message);

    private Leaf<double> X(params int[] extents) => tape.Input(new Tensor<double>(new Shape(extents)));
}
