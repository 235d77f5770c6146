using System.Numerics;
using QXai.Autodiff;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.Modules;

/// <summary>
/// A part of a model: parameters, buffers and smaller modules, each with a name that is completed by the modules around it (<c>conv1</c> in
/// <c>features</c> is <c>features.conv1</c>), and the function y = f(x) that <see cref="Apply"/> records on x's tape. A module keeps no values
/// between calls, so any number of tapes may use it at once.
/// </summary>
public abstract class Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Module<T>> children = [];
    private readonly List<Parameter<T>> parameters = [];
    private readonly List<StateTensor<T>> buffers = [];

    /// <summary>A module without parts; the outermost module of a model has the empty name.</summary>
    protected Module(string name) => Name = name;

    /// <summary>The name, with dots between the levels of the model.</summary>
    public string Name { get; private set; }

    /// <summary>The parts, in the order in which they were added.</summary>
    public IReadOnlyList<Module<T>> Children => children;

    /// <summary>The trainable parameters of this module and of its parts, in order.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => [.. parameters, .. children.SelectMany(child => child.Parameters)];

    /// <summary>The state that is not trained, of this module and of its parts, in order.</summary>
    public IReadOnlyList<StateTensor<T>> Buffers => [.. buffers, .. children.SelectMany(child => child.Buffers)];

    /// <summary>All that a file must hold: parameters, then buffers.</summary>
    public IReadOnlyList<StateTensor<T>> State => [.. Parameters.Select(parameter => new StateTensor<T>(parameter.Name, parameter.Value)), .. Buffers];

    /// <summary>The description from which the model can be built again, as canonical JSON; null where the program that made it must know.</summary>
    public virtual string? Architecture => null;

    /// <summary>The shape of one sample, without the batch's axis, where only one will do; null where any may.</summary>
    public virtual Shape? SampleShape => null;

    /// <summary>
    /// Whether the samples of a batch influence each other in training (batch norm in this module or in a part): such a model must see the whole
    /// batch on one tape.
    /// </summary>
    public virtual bool MixesSamples => children.Exists(child => child.MixesSamples);

    /// <summary>Records y = f(x) on the tape of <paramref name="x"/> and names y after the module, unless a part has named it.</summary>
    public Node<T> Apply(Node<T> x)
    {
        var y = Compute(x);
        y.Name ??= Name;
        return y;
    }

    /// <summary>
    /// Takes the values of a model of the same structure, of any precision (rounded where this one's is lower). Throws <see
    /// cref="ArgumentException"/> where names or shapes differ.
    /// </summary>
    public void CopyStateFrom<TOther>(Module<TOther> other)
        where TOther : unmanaged, IFloatingPointIeee754<TOther>
    {
        var (mine, theirs) = (State, other.State);
        if (!mine.Select(tensor => (tensor.Name, tensor.Value.Shape)).SequenceEqual(theirs.Select(tensor => (tensor.Name, tensor.Value.Shape))))
        {
            throw new ArgumentException($"CopyStateFrom: the models differ in their parts: [{Names(this)}] against [{Names(other)}].");
        }

        foreach (var (to, from) in mine.Zip(theirs))
        {
            from.Value.To<T>().Span.CopyTo(to.Value.Span);
        }
    }

    /// <summary>
    /// Draws the first values of this module's own parameters and then of its parts', each from a generator derived by its position, in order.
    /// </summary>
    public void Initialise(SeededRandom random)
    {
        InitialiseOwn(random);
        for (var i = 0; i < children.Count; i++)
        {
            children[i].Initialise(random.Derive((ulong)i + 1));
        }
    }

    /// <summary>Name and kind.</summary>
    public override string ToString() => $"{Name}: {GetType().Name.Split('`')[0]}";

    /// <summary>Records the module's nodes.</summary>
    protected abstract Node<T> Compute(Node<T> x);

    /// <summary>Draws the first values of the module's own parameters.</summary>
    protected virtual void InitialiseOwn(SeededRandom random)
    {
    }

    /// <summary>Takes a module as a part. Throws <see cref="ArgumentException"/> where a part of that name exists.</summary>
    protected TModule Add<TModule>(TModule child)
        where TModule : Module<T>
    {
        var full = Join(Name, child.Name);
        if (children.Exists(existing => existing.Name == full))
        {
            throw new ArgumentException($"{this}: it has a part called '{full}' already.");
        }

        child.Prefix(Name);
        children.Add(child);
        return child;
    }

    /// <summary>Makes a parameter of the module, of zeros.</summary>
    protected Parameter<T> AddParameter(string name, params ReadOnlySpan<int> extents)
    {
        var parameter = new Parameter<T>(Join(Name, name), new Tensor<T>(new Shape(extents)));
        parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Makes a buffer of the module: state that is saved but not trained.</summary>
    protected Tensor<T> AddBuffer(string name, Tensor<T> value)
    {
        buffers.Add(new StateTensor<T>(Join(Name, name), value));
        return value;
    }

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : name.Length == 0 ? prefix : $"{prefix}.{name}";

    private static string Names<TAny>(Module<TAny> module)
        where TAny : unmanaged, IFloatingPointIeee754<TAny> =>
        string.Join(", ", module.State.Select(tensor => $"{tensor.Name} {tensor.Value.Shape}"));

    private void Prefix(string prefix)
    {
        Name = Join(prefix, Name);
        parameters.ForEach(parameter => parameter.Name = Join(prefix, parameter.Name));
        buffers.ForEach(buffer => buffer.Name = Join(prefix, buffer.Name));
        children.ForEach(child => child.Prefix(prefix));
    }
}
