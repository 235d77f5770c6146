using QXai.Cli.Infrastructure;
using QXai.Cli.Verbs;

return Runner.Invoke(Catalogue.Root(), args, Console.Out, Console.Error);
