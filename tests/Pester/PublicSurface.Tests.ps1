# What is public is what users meet in PowerShell, and a promise. A new type belongs on a list here on purpose, or is internal.
BeforeAll {
    Import-TestModule
    $cmdlets = @((Get-Module SalesforceCC).ExportedCmdlets.Values)
    $shell = $cmdlets[0].ImplementingType.Assembly
    $client = [SalesforceCC.SfSession].Assembly

    # Objects that commands write or take, and what these are made of.
    $clientTypes = @(
        'SfApexCoverage', 'SfApexLog', 'SfApexLogEntry', 'SfApexResult', 'SfApexTest', 'SfApexTestRun', 'SfApiUsage', 'SfApiVersion', 'SfBulkExport', 'SfBulkImport', 'SfBulkJob', 'SfChangeDataCapture', 'SfChangeEvent', 'SfChildRelationship', 'SfCompositeResponse', 'SfConnection', 'SfError', 'SfEvent', 'SfEventField', 'SfEventResult', 'SfEventTopic', 'SfException', 'SfField', 'SfFile', 'SfFlow', 'SfIdentity', 'SfLimit', 'SfListView', 'SfObject', 'SfObjectDescription'
        'SfPicklistValue', 'SfRecord', 'SfRecordType', 'SfRotationStatus', 'SfRotationStep', 'SfSaveResult', 'SfSession', 'SfSetupCheck', 'SfSetupCheckStatus', 'SfSetupItem', 'SfSetupStatus', 'SfTableRecord', 'SfTextList', 'SfToken', 'SfTraceFlag', 'SfTreeFile', 'SfTreeResult', 'SfTreeStep'
    )

    # What PowerShell itself wants to be public beside the cmdlets: their base classes, completers, attributes, the hook of import.
    $shellTypes = @(
        'ApexTestCmdlet', 'ApiVersionCompleter', 'AsyncPSCmdlet', 'BulkJobCmdlet', 'ConnectCmdlet', 'ConnectionCompleter', 'ConnectionTransformationAttribute', 'DomainCompleter', 'BulkImportCmdlet', 'BulkWaitCmdlet'
        'DomainConnectCmdlet', 'EventCmdlet', 'FieldCompleter', 'FileSendCmdlet', 'KeyFieldCompleter', 'LimitCompleter', 'ModuleLifetime', 'ObjectCompleter', 'OutsideCmdlet', 'PipedSessionCmdlet', 'QueryCompleter', 'RecordSaveCmdlet', 'RecordView', 'ReplayStartCompleter', 'RecordWriteCmdlet', 'SchemaCmdlet', 'SecretConnectCmdlet', 'SecretParameterAttribute'
        'SessionCmdlet', 'SessionCompleter', 'SessionTransformationAttribute', 'TaskWindow`1', 'TopicCompleter', 'TreeImportCmdlet'
    )
}

Describe 'Public' {
    It 'in the client are the types on the list, all in the namespace SalesforceCC' {
        $client.GetExportedTypes().FullName | Sort-Object | Should -Be ($clientTypes | Sort-Object | ForEach-Object { "SalesforceCC.$_" })
    }

    It 'beside the cmdlets are the types on the list' {
        $others = $shell.GetExportedTypes().Where({ $_ -notin $cmdlets.ImplementingType })
        $others.FullName | Sort-Object | Should -Be ($shellTypes | Sort-Object | ForEach-Object { "SalesforceCC.Cmdlets.Shell.$_" })
    }

    It 'are constructors of two numbers and of exceptions only' {
        $client.GetExportedTypes().Where({ $_.GetConstructors() -and -not $_.IsSubclassOf([Exception]) }).Name | Should -Be SfApiUsage
    }

    It 'are no fields, and no properties that can be set' {
        foreach ($type in $client.GetExportedTypes().Where({ -not $_.IsEnum })) {
            $type.GetFields('Public, Instance, Static, DeclaredOnly').Name | Should -BeNullOrEmpty -Because $type.Name
            foreach ($property in $type.GetProperties('Public, Instance, DeclaredOnly')) {
                $set = $property.GetSetMethod()
                # An init accessor is one that says so.
                if ($set) { "$($set.ReturnParameter.GetRequiredCustomModifiers())" | Should -Match 'IsExternalInit' -Because "$($type.Name).$($property.Name)" }
            }
        }
    }
}

Describe 'The client' {
    It 'is given to whoever asks for this version of it, and what it needs to nobody else' {
        [Reflection.Assembly]::Load($client.FullName) | Should -Be $client
        { [Reflection.Assembly]::Load('Polly.Core, Version=8.0.0.0, Culture=neutral, PublicKeyToken=c8a3ffc3f8f825cc') } | Should -Throw
        { [Reflection.Assembly]::Load(($client.FullName -replace 'Version=[\d.]+', 'Version=99.0.0.0')) } | Should -Throw
    }
}
