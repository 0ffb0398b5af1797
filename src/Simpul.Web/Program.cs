using System.CommandLine;
using Simpul.Web.Commands;

var root = new RootCommand("Simpul: the platform on which a local government runs its SPBE.")
{
    ServeCommand.Build(),
    SetupCommand.Build(),
    AccountsCommand.Build(),
    RegulationsCommand.Build(),
    ObligationsCommand.Build(),
    EvaluateCommand.Build(),
    DocsCommand.Build(),
    SheetCommands.Import(),
    SheetCommands.Export(),
    JournalCommands.Build(),
    KeepingCommands.Backup(),
    KeepingCommands.Restore(),
};
return await root.Parse(args).InvokeAsync();

/// <summary>A table of contents: each command is a file under Commands.</summary>
public sealed partial class Program;
