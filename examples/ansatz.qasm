// Two inputs and two weights: an encoding, an entangler, a trained layer.
OPENQASM 3;
include "stdgates.inc";
input float x0;
input float x1;
@qxai.weight
input float w0;
@qxai.weight
input float w1;
qubit[2] q;
h q;
ry(x0) q[0];
ry(x1) q[1];
cx q[0], q[1];
rx(w0) q[0];
rx(w1) q[1];
