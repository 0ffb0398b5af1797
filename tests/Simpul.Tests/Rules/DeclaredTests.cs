using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Razor.Hosting;
using Shouldly;
using Simpul.Tests.Kit;
using Xunit;

namespace Simpul.Tests.Rules;

public sealed class DeclaredTests
{
    [Fact]
    public async Task A_page_without_a_class_of_its_own_keeps_the_program_from_starting()
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(() => App.Start(configure: services =>
            ((ApplicationPartManager)services.Last(service => service.ServiceType == typeof(ApplicationPartManager)).ImplementationInstance!).ApplicationParts.Add(new BarePages())));
        refused.Message.ShouldContain("/Modules/Bare.cshtml: no class of its own");
        refused.Message.Split('\n').Length.ShouldBe(2);
    }

    private sealed class BarePages : ApplicationPart, IRazorCompiledItemProvider
    {
        public override string Name => "Bare pages";

        public IEnumerable<RazorCompiledItem> CompiledItems => [new BareItem()];
    }

    private sealed class BareItem : RazorCompiledItem
    {
        public override string Identifier => "/Modules/Bare.cshtml";

        public override string Kind => "mvc.1.0.razor-page";

        public override IReadOnlyList<object> Metadata => [];

        public override Type Type => typeof(Bare);
    }

    /// <summary>What the compiler makes of a page that names no model.</summary>
    private sealed class Bare : Microsoft.AspNetCore.Mvc.RazorPages.Page
    {
        public Bare Model => this;

        public override Task ExecuteAsync() => Task.CompletedTask;
    }
}
