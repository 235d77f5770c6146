using QXai.Cli.Infrastructure;
using QXai.Cli.Verbs;

using var signals = new Signals(Environment.Exit);
return Runner.Invoke(Catalogue.Root(args), args, Console.Out, Console.Error, signals.Token);
