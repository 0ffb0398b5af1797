using System.CommandLine;
using Simpul.Gateway;
using Simpul.Gateway.Commands;

Scheduling.Inline();
return await new RootCommand("The node of Simpul's service bus.") { ServeCommand.Build(), BusCommands.Verify(), BusCommands.Audit() }.Parse(args).InvokeAsync();
