using System.CommandLine;
using QXai.Cli.Infrastructure;

var root = new RootCommand("QXai: train hybrid quantum-classical models, and see and check why they decide as they do.");
foreach (var verb in QXai.Cli.Verbs.Catalogue.All)
{
    root.Subcommands.Add(verb);
}

return Runner.Invoke(root, args, Console.Out, Console.Error);
