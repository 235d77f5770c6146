using QXai.Quantum.Batch.Plans;

namespace QXai.Quantum.Tests.Batch;

public class LoweringTests
{
    private static readonly Observable[] AllZ = [.. Enumerable.Range(0, 4).Select(Observable.Z)];

    [Fact]
    public void A_block_of_a_ring_and_rotations_is_one_layer_and_the_encoding_a_product_state()
    {
        var circuit = new Circuit(4);
        for (var qubit = 0; qubit < 4; qubit++)
        {
            circuit = circuit.H(qubit).RY(qubit, input: qubit);
        }

        for (var block = 0; block < 3; block++)
        {
            circuit = circuit.CNOT(0, 1).CNOT(1, 2).CNOT(2, 3).CNOT(3, 0);
            for (var qubit = 0; qubit < 4; qubit++)
            {
                var weight = 12 * block + 3 * qubit;
                circuit = circuit.Rot(qubit, Angle.Weight(weight), Angle.Weight(weight + 1), Angle.Weight(weight + 2));
            }
        }

        var plan = Lowering.Plan(circuit, AllZ);
        Assert.Equal(3, plan.Layers.Length);
        Assert.All(plan.Product, factors => Assert.True(Assert.Single(factors).IsTurn));
        Assert.All(plan.Layers, layer => Assert.Equal(4, layer.Groups.Sum(group => group.Length)));
        Assert.Equal([1, 2, 2], plan.Layers.Select(layer => layer.Boundary.Frames.Length));
        Assert.Equal(4, plan.Rows.Length);
    }

    [Fact]
    public void Permutations_and_phases_before_a_readout_of_Z_are_not_carried_out()
    {
        var circuit = new Circuit(4).RX(0, weight: 0).CNOT(0, 1).CP(1, 2, weight: 1).Swap(1, 3).T(0);
        Assert.Empty(Lowering.Plan(circuit, AllZ).Layers);
        Assert.Single(Lowering.Plan(circuit, [Observable.X(0)]).Layers);
    }

    [Fact]
    public void Neighbouring_rotations_add_and_gates_move_forward_past_gates_on_other_qubits()
    {
        var circuit = new Circuit(4).CZ(0, 1).CZ(2, 3).RY(0, weight: 0).RY(0, weight: 1).CZ(2, 3).RY(2, weight: 2).RZ(1, weight: 3).RY(1, weight: 4);
        var layer = Assert.Single(Lowering.Plan(circuit, AllZ).Layers);
        Assert.Equal([3, 2, 1], layer.Groups.SelectMany(group => group).Select(turn => turn.Bit));
        Assert.Equal(2, layer.Groups[0][0].Angle.Parts.Length);
    }

    [Fact]
    public void A_rotation_about_any_pauli_word_is_one_turn()
    {
        foreach (var word in (string[])["XXXX", "YZXI", "ZZZY", "IXIZ"])
        {
            var layers = Lowering.Plan(new Circuit(4).CZ(0, 1).CZ(2, 3).RPauli(word, [0, 1, 2, 3], weight: 0), AllZ).Layers;
            Assert.Single(layers.SelectMany(layer => layer.Groups).SelectMany(group => group));
        }
    }

    [Fact]
    public void Phases_per_sample_are_joined_in_few_passes()
    {
        var circuit = new Circuit(4).CZ(0, 1).CZ(2, 3);
        for (var qubit = 0; qubit < 4; qubit++)
        {
            circuit = circuit.RY(qubit, 0.1).RZ(qubit, input: qubit).H(qubit);
        }

        var classes = Assert.Single(Lowering.Plan(circuit, AllZ).Layers[1].Boundary.PerSample);
        Assert.Equal(16, classes.Rows.Length);
    }
}
