using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Cases;

/// <summary>"Tugas saya" on the workspace's first page.</summary>
internal sealed class TaskSection(CaseInbox inbox, CurrentRegulation regulation, Acting acting) : IHomeSection
{
    public string Title => "Urusan";

    public int Order => 10;

    public string Partial => "/Modules/Cases/_Tasks.cshtml";

    public async Task<object?> Load(CancellationToken cancel) =>
        regulation.IsSetUp && acting.Actor.May(CaseRules.Work) ? await inbox.Board(cancel) : null;
}
