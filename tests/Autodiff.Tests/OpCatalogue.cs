using System.Numerics;
using QXai.Autodiff.Ops;
using QXai.Numerics;

namespace QXai.Autodiff.Tests;

/// <summary>Every op, in the variants that matter: what is listed here is checked by all of <see cref="OpCatalogueTests"/>.</summary>
internal static class OpCatalogue
{
    public static readonly OpCase[] Cases =
    [
        // Elementwise. 37 elements fill vectors and leave a rest in both precisions.
        new("relu", x => x[0].Relu(), x => x[0].Relu(), Domain.AwayFromZero, [37]),
        new("leaky_relu", x => x[0].LeakyRelu(0.1), x => x[0].LeakyRelu(0.1), Domain.AwayFromZero, [37]),
        new("abs", x => x[0].Abs(), x => x[0].Abs(), Domain.AwayFromZero, [37]),
        new("square", x => x[0].Square(), x => x[0].Square(), Domain.Any, [37]),
        new("sqrt", x => x[0].Sqrt(), x => x[0].Sqrt(), Domain.Positive, [37]),
        new("scale", x => x[0].Scale(-1.75), x => x[0].Scale(-1.75), Domain.Any, [37]),
        new("scale_operator", x => -(2.5 * x[0] * 0.5), x => -(2.5 * x[0] * 0.5), Domain.Any, [37]),
        new("exp", x => x[0].Exp(), x => x[0].Exp(), Domain.Any, [5, 4]),
        new("log", x => x[0].Log(), x => x[0].Log(), Domain.Positive, [5, 4]),
        new("sin", x => x[0].Sin(), x => x[0].Sin(), Domain.Any, [5, 4]),
        new("cos", x => x[0].Cos(), x => x[0].Cos(), Domain.Any, [5, 4]),
        new("atan", x => x[0].Atan(), x => x[0].Atan(), Domain.Any, [5, 4]),
        new("tanh", x => x[0].Tanh(), x => x[0].Tanh(), Domain.Any, [5, 4]),
        new("sigmoid", x => x[0].Sigmoid(), x => x[0].Sigmoid(), Domain.Any, [5, 4]),
        new("softplus", x => x[0].Softplus(), x => x[0].Softplus(), Domain.Any, [5, 4]),
        new("gelu", x => x[0].Gelu(), x => x[0].Gelu(), Domain.Any, [5, 4]),

        // Two operands: equal shapes, stretched rows, columns, planes, both at once, a single number, a missing axis.
        new("add", x => x[0].Add(x[1]), x => x[0].Add(x[1]), Domain.Any, [37], [37]),
        new("add_operator", x => x[0] + x[1], x => x[0] + x[1], Domain.Any, [4, 37], [37]),
        new("add_itself", x => x[0] + x[0], x => x[0] + x[0], Domain.Any, [37]),
        new("subtract", x => x[0].Subtract(x[1]), x => x[0].Subtract(x[1]), Domain.Any, [3, 35], [3, 1]),
        new("subtract_operator", x => x[0] - x[1], x => x[0] - x[1], Domain.Any, [1, 35], [3, 1]),
        new("multiply", x => x[0].Multiply(x[1]), x => x[0].Multiply(x[1]), Domain.Any, [2, 3, 5, 7], [3, 1, 1]),
        new("multiply_operator", x => x[0] * x[1], x => x[0] * x[1], Domain.Any, [2, 1, 5, 1], [3, 1, 4]),
        new("multiply_itself", x => x[0] * x[0], x => x[0] * x[0], Domain.Any, [37]),
        new("multiply_by_scalar", x => x[0] * x[1], x => x[0] * x[1], Domain.Any, [], [2, 20]),
        new("divide", x => x[0].Divide(x[1]), x => x[0].Divide(x[1]), Domain.AwayFromZero, [37], [37]),
        new("divide_operator", x => x[0] / x[1], x => x[0] / x[1], Domain.AwayFromZero, [2, 3], [4, 1, 3]),

        // Linear maps.
        new("matmul", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Domain.Any, [3, 4], [4, 5]),
        new("matmul_itself", x => x[0].MatMul(x[0]), x => x[0].MatMul(x[0]), Domain.Any, [3, 3]),
        new("dense", x => x[0].Dense(x[1], x[2]), x => x[0].Dense(x[1], x[2]), Domain.Any, [3, 4], [5, 4], [5]),
        new("dense_without_bias", x => x[0].Dense(x[1]), x => x[0].Dense(x[1]), Domain.Any, [3, 4], [5, 4]),
        new("conv2d", x => x[0].Conv2d(x[1], x[2]), x => x[0].Conv2d(x[1], x[2]), Domain.Any, [2, 2, 5, 4], [3, 2, 3, 2], [3]),
        new("conv2d_strided", x => x[0].Conv2d(x[1], x[2], stride: 2, padding: 1), x => x[0].Conv2d(x[1], x[2], stride: 2, padding: 1),
            Domain.Any, [2, 1, 6, 5], [2, 1, 3, 3], [2]),
        new("conv2d_without_bias", x => x[0].Conv2d(x[1], padding: 1), x => x[0].Conv2d(x[1], padding: 1), Domain.Any, [1, 2, 4, 4], [2, 2, 3, 3]),

        new("conv_relu_pool", x => x[0].ConvReluPool(x[1], x[2], padding: 1, pool: 2), x => x[0].ConvReluPool(x[1], x[2], padding: 1, pool: 2),
            Domain.Distinct, [2, 2, 5, 6], [3, 2, 3, 3], [3]),
        new("conv_relu_pool_chain", x => x[0].ConvReluPool(Chain(x)), x => x[0].ConvReluPool(Chain(x)),
            Domain.Any, [1, 2, 6, 6], [2, 2, 3, 3], [2], [2, 2, 3, 3], [3, 2, 2, 2], [3]),
        new("conv_relu", x => x[0].ConvReluPool(x[1], stride: 2, padding: 1), x => x[0].ConvReluPool(x[1], stride: 2, padding: 1),
            Domain.Distinct, [2, 3, 6, 5], [2, 3, 2, 3]),

        // Pooling and resampling.
        new("max_pool_2x2", x => x[0].MaxPool(2), x => x[0].MaxPool(2), Domain.Distinct, [2, 2, 5, 6]),
        new("max_pool_overlapping", x => x[0].MaxPool(3, stride: 2, padding: 1), x => x[0].MaxPool(3, stride: 2, padding: 1), Domain.Distinct, [1, 2, 6, 5]),
        new("average_pool", x => x[0].AveragePool(2), x => x[0].AveragePool(2), Domain.Any, [2, 2, 5, 6]),
        new("average_pool_overlapping", x => x[0].AveragePool(3, stride: 1, padding: 1), x => x[0].AveragePool(3, stride: 1, padding: 1),
            Domain.Any, [1, 2, 4, 5]),
        new("adaptive_average_pool", x => x[0].AdaptiveAveragePool(3, 2), x => x[0].AdaptiveAveragePool(3, 2), Domain.Any, [2, 2, 5, 7]),
        new("global_average_pool", x => x[0].AdaptiveAveragePool(1, 1), x => x[0].AdaptiveAveragePool(1, 1), Domain.Any, [1, 2, 3, 40]),
        new("upsample_bilinear", x => x[0].UpsampleBilinear(7, 5), x => x[0].UpsampleBilinear(7, 5), Domain.Any, [1, 2, 3, 4]),
        new("upsample_bilinear_down", x => x[0].UpsampleBilinear(2, 3), x => x[0].UpsampleBilinear(2, 3), Domain.Any, [1, 2, 5, 4]),

        // Normalisation and dropout.
        new("batch_norm_training",
            x => x[0].BatchNorm2d(x[1], x[2], Full(x[0], 0.5), Full(x[0], 2)),
            x => x[0].BatchNorm2d(x[1], x[2], Full(x[0], 0.5), Full(x[0], 2)),
            Domain.Any, [2, 3, 3, 6], [3], [3]),
        new("batch_norm_evaluation",
            x => x[0].BatchNorm2d(x[1], x[2], Full(x[0], 0.5), Full(x[0], 2)),
            x => x[0].BatchNorm2d(x[1], x[2], Full(x[0], 0.5), Full(x[0], 2)),
            Domain.Any, [2, 3, 3, 6], [3], [3]) { Training = false },
        new("dropout_training", x => x[0].Dropout(0.4), x => x[0].Dropout(0.4), Domain.Any, [5, 7]),
        new("dropout_evaluation", x => x[0].Dropout(0.4), x => x[0].Dropout(0.4), Domain.Any, [5, 7]) { Training = false },

        // Shapes.
        new("reshape", x => x[0].Reshape(4, 6), x => x[0].Reshape(4, 6), Domain.Any, [2, 3, 4]),
        new("flatten", x => x[0].Flatten(), x => x[0].Flatten(), Domain.Any, [2, 3, 4]),
        new("transpose", x => x[0].Transpose(), x => x[0].Transpose(), Domain.Any, [3, 5]),
        new("transpose_axes", x => x[0].Transpose(2, 0, ^2), x => x[0].Transpose(2, 0, ^2), Domain.Any, [2, 3, 4]),
        new("concat", x => x[0].Concat(1, x[1], x[2]), x => x[0].Concat(1, x[1], x[2]), Domain.Any, [2, 3, 2], [2, 1, 2], [2, 2, 2]),
        new("concat_itself", x => x[0].Concat(^1, x[0]), x => x[0].Concat(^1, x[0]), Domain.Any, [2, 3]),
        new("slice", x => x[0].Slice(1, 1..^1), x => x[0].Slice(1, 1..^1), Domain.Any, [2, 5, 3]),

        // Reductions.
        new("sum", x => x[0].Sum(), x => x[0].Sum(), Domain.Any, [3, 50]),
        new("sum_outer", x => x[0].Sum(0), x => x[0].Sum(0), Domain.Any, [4, 3, 5]),
        new("sum_inner", x => x[0].Sum(^1), x => x[0].Sum(^1), Domain.Any, [4, 70]),
        new("sum_middle", x => x[0].Sum([0, 2], keepAxes: true), x => x[0].Sum([0, 2], keepAxes: true), Domain.Any, [4, 3, 5]),
        new("mean", x => x[0].Mean(), x => x[0].Mean(), Domain.Any, [3, 50]),
        new("mean_axes", x => x[0].Mean(2, 3), x => x[0].Mean(2, 3), Domain.Any, [2, 3, 4, 5]),

        // Softmax and losses.
        new("softmax", x => x[0].Softmax(), x => x[0].Softmax(), Domain.Any, [3, 5]),
        new("softmax_long", x => x[0].Softmax(), x => x[0].Softmax(), Domain.Any, [2, 83]),
        new("softmax_axis", x => x[0].Softmax(1), x => x[0].Softmax(1), Domain.Any, [2, 4, 3]),
        new("log_softmax", x => x[0].LogSoftmax(), x => x[0].LogSoftmax(), Domain.Any, [3, 5]),
        new("log_softmax_long", x => x[0].LogSoftmax(), x => x[0].LogSoftmax(), Domain.Any, [2, 83]),
        new("log_softmax_axis", x => x[0].LogSoftmax(0), x => x[0].LogSoftmax(0), Domain.Any, [4, 3]),
        new("cross_entropy", x => x[0].CrossEntropy(2, 0, 4), x => x[0].CrossEntropy(2, 0, 4), Domain.Any, [3, 5]),
        new("mean_squared_error", x => x[0].MeanSquaredError(x[1]), x => x[0].MeanSquaredError(x[1]), Domain.Any, [3, 5], [3, 5]),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(op => op.Name)];

    public static OpCase Find(string name) => Cases.Single(op => op.Name == name);

    /// <summary>Three layers, with bias, without, and with; pooled, not, and not.</summary>
    private static ConvReluPoolLayer<T>[] Chain<T>(Node<T>[] x)
        where T : unmanaged, IFloatingPointIeee754<T> => [new(x[1], x[2], 1, 1, 2), new(x[3], null, 1, 1, 1), new(x[4], x[5], 2, 0, 1)];

    /// <summary>A fresh tensor [3] of one value, in the precision of a node.</summary>
    private static Tensor<T> Full<T>(Node<T> like, double value)
        where T : unmanaged, IFloatingPointIeee754<T> => Tensor<T>.Full(new Shape(like.Shape[1]), T.CreateChecked(value));
}
